namespace PSBackprop.Training.Defaults;

/// <summary>For rows that stand for themselves. Chosen over five tables of 900 to 10,000 rows and ten of other sources.</summary>
internal sealed class TableDefaults : DatasetDefaults
{
    /// <summary>The fewest rows of which some can be spared for validation, and which tell enough for layers of more units.</summary>
    public const int LeastRows = 500;

    // Of fewer rows, one layer of a few units learns as much as there is.
    private const int FewUnits = 16;
    private const int Units = 64;

    // Pieces of each number: as many as have rows enough each, and as leave a first layer of a bearable width.
    private const int RowsOfAPiece = 64;
    private const int LeastPieces = 4;
    private const int MostPieces = 16;
    private const int MostPiecesOfAll = 2048;

    protected override int LeastValidated => LeastRows;

    public override IReadOnlyList<LayerSpecification> HiddenLayers(NetworkColumns columns, int rows, Activation? activation)
    {
        if (rows < LeastRows)
        {
            return [new LayerSpecification { Units = FewUnits, Activation = activation }];
        }

        var dense = new LayerSpecification { Units = Units, Activation = activation ?? Activation.SiLU };

        // What is in a text adds up; a second layer only learns the training rows' texts by heart.
        if (columns.Input.Any(static column => column.IsSparse))
        {
            return [dense];
        }

        int pieces = Pieces(columns, rows);
        return pieces == 0 ? [dense, dense] : [new LayerSpecification { Kind = LayerKind.PiecewiseLinear, Units = columns.InputSize + pieces }, dense, dense];
    }

    private static int Pieces(NetworkColumns columns, int rows)
    {
        int numbers = columns.Input.Count(static column => column.Minimum < column.Maximum);
        int pieces = Math.Min(Math.Min(MostPieces, rows / RowsOfAPiece), MostPiecesOfAll / Math.Max(numbers, 1));
        return pieces < LeastPieces ? 0 : numbers * pieces;
    }
}

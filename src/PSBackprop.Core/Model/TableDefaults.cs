namespace PSBackprop;

/// <summary>
/// What a network for columns of data and its training are unless told otherwise. Chosen by the predictions of rows kept apart, over five
/// tables of 900 to 10,000 rows and ten of other sources: about_PSBackprop_Defaults has the figures.
/// </summary>
internal static class TableDefaults
{
    /// <summary>The fewest rows of which some can be spared for validation, and which tell enough for layers of more units.</summary>
    public const int LeastRows = 500;

    /// <summary>The part of the rows that is kept for validation.</summary>
    public const double ValidationSplit = 0.1;

    /// <summary>The fewest rows of which some are held out where rows are learned as such.</summary>
    public const int LeastAnomalyRows = 30;

    /// <summary>The part of the rows that is held out there, which tells what usual rows are like.</summary>
    public const double AnomalySplit = 0.2;

    /// <summary>The learning rate there.</summary>
    public const double AnomalyLearningRate = 0.005;

    /// <summary>The epochs without a lower validation loss after which a training ends.</summary>
    public const int Patience = 10;

    /// <summary>The learning rate: higher than usual, as the mean of the weights after each epoch is steady where the weights themselves are not.</summary>
    public const double LearningRate = 0.002;

    /// <summary>How much of the target of a class goes to all classes alike.</summary>
    public const double LabelSmoothing = 0.03;

    /// <summary>What the squares of a linear model's weights are multiplied by beside the sum of squared errors of a time series.</summary>
    public const double SeriesPenalty = 5;

    /// <summary>The gradient norm at which a linear network of a time series has converged: its loss is then right to some eight digits.</summary>
    public const double SeriesTolerance = 1e-5;

    // Of fewer rows, one layer of a few units learns as much as there is.
    private const int FewUnits = 16;
    private const int Units = 64;

    // A network that gives rows back has so many columns for each unit of its narrow layer.
    private const int ColumnsOfANarrowUnit = 3;

    // Pieces of each number: as many as have rows enough each, and as leave a first layer of a bearable width.
    private const int RowsOfAPiece = 64;
    private const int LeastPieces = 4;
    private const int MostPieces = 16;
    private const int MostPiecesOfAll = 2048;

    /// <summary>The hidden layers.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The rows of the training data.</param>
    /// <param name="activation">Their activation; null for what suits them.</param>
    public static IReadOnlyList<LayerSpecification> HiddenLayers(NetworkColumns columns, int rows, Activation? activation)
    {
        if (columns.Task == NetworkTask.Anomaly)
        {
            // Too narrow for anything but what most rows have in common.
            int narrow = Math.Max(1, columns.Output.Count / ColumnsOfANarrowUnit);
            return [.. new[] { Units, narrow, Units }.Select(units => new LayerSpecification { Units = units, Activation = activation })];
        }

        // What a series does next is near to a weighted sum of what it did: about_PSBackprop_Forecasts has the figures.
        if (columns.Series is not null)
        {
            return [];
        }

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

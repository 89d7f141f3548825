using System.Globalization;

using PSBackprop.Inference;

namespace PSBackprop;

/// <summary>A kind of column: how it is derived from training data, and how its values become the numbers of units.</summary>
internal abstract class ColumnMember : IFamilyMember<ColumnKind>
{
    public abstract ColumnKind Kind { get; }

    /// <summary>What a network is for whose only target is of this kind; null if it cannot be a target.</summary>
    public abstract NetworkTask? Task { get; }

    /// <summary>What a network is for whose targets, more than one, are all of this kind; null if there is no such network.</summary>
    public abstract NetworkTask? TaskOfSeveral { get; }

    /// <summary>What a column is compared by in a network that gives rows back, from linear outputs; null for a kind that it does not give back.</summary>
    public virtual Loss? ReconstructionLoss => null;

    /// <summary>About what that loss is of a network that knows nothing of a row; above 0.</summary>
    public virtual double CostOfKnowingNothing(NetworkColumn column) => 1;

    /// <summary>Whether <see cref="CellValue.MissingMarkers"/> stand for a missing value.</summary>
    public virtual bool HasMarkers => true;

    /// <summary>Whether a text, as the first of a column of which nothing else is known, makes the column one of this kind.</summary>
    /// <param name="text">Neither blank nor missing.</param>
    /// <param name="source">The column.</param>
    public abstract bool Recognizes(ReadOnlySpan<char> text, ColumnSource source);

    /// <summary>What collects the values of a column.</summary>
    public abstract ColumnValues CreateValues(ColumnSource source);

    /// <summary>What a network keeps of a feature.</summary>
    /// <param name="data">The feature in the training data.</param>
    /// <param name="fitting">What it is derived by.</param>
    public abstract NetworkColumn FitFeature(DataColumn data, ColumnFitting fitting);

    /// <summary>What a network keeps of a target.</summary>
    /// <param name="data">The target in the training data.</param>
    /// <param name="scaling">For numbers.</param>
    /// <param name="oneUnit">Whether two classes take one unit rather than two.</param>
    /// <exception cref="BackpropException">It cannot be learned.</exception>
    public abstract NetworkColumn FitTarget(DataColumn data, Scaling scaling, bool oneUnit);

    /// <summary>The same column, with scaling, range and what stands for missing values derived anew.</summary>
    public virtual NetworkColumn Refit(NetworkColumn column, DataColumn data, MissingPolicy missing) => column;

    /// <summary>The same column, with a range that includes that of further training data.</summary>
    public virtual NetworkColumn Widen(NetworkColumn column, DataColumn data) => column;

    /// <summary>The place of the class that is looked for, if a target of this kind has two.</summary>
    public virtual int Positive(DataColumn target) => NetworkColumns.DefaultPositive;

    /// <summary>What the value's units are called, [ValueWidth].</summary>
    public abstract IEnumerable<string> UnitNames(NetworkColumn column);

    /// <summary>The column and what it holds, in a line.</summary>
    public abstract string Describe(NetworkColumn column);

    /// <summary>
    /// The values at which to look at how predictions depend on the column, each once; empty for a kind of which none stand for the others.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <param name="present">What rows have, without those that are missing; at least one.</param>
    public virtual IReadOnlyList<CellContent> DependencePoints(NetworkColumn column, IReadOnlyList<CellContent> present) => [];

    /// <summary>How many bins the values have in a profile, one for each place; null for numbers, which are cut at the tenths of the rows.</summary>
    public abstract int? ProfilePlaces(NetworkColumn column);

    /// <summary>The place of a value that is known, or the number, in a profile.</summary>
    public virtual double ProfileValue(NetworkColumn column, CellContent content) => content.Number;

    /// <summary>How the values of a dataset's column are spread.</summary>
    public virtual ColumnProfile Profile(NetworkColumn column, DataColumn data)
    {
        Func<int, CellContent> read = Reader(column, data, UnknownCategory.Zero);
        var known = new List<double>();
        int missing = 0;
        int unknown = 0;
        for (int row = 0; row < data.Count; row++)
        {
            if (data.IsMissing(row))
            {
                missing++;
            }
            else if (read(row) is { IsUnknown: false } content)
            {
                known.Add(ProfileValue(column, content));
            }
            else
            {
                unknown++;
            }
        }

        return ColumnProfile.Of([.. known], ProfilePlaces(column), missing, unknown);
    }

    /// <summary>What was read as its user has it: a number, a date, a category.</summary>
    public abstract object Value(NetworkColumn column, CellContent content);

    /// <summary>A number of the column as its user would write it.</summary>
    public virtual string Text(double number) => number.ToString("G6", CultureInfo.CurrentCulture);

    /// <summary>The place of a category; −1 for one that is not known, and for all where there are none.</summary>
    public virtual int IndexOf(NetworkColumn column, string category) => -1;

    /// <summary>What a row's value is read as.</summary>
    /// <param name="column">The column.</param>
    /// <param name="unknown">What happens to categories that the training data did not have.</param>
    /// <param name="notation">How numbers are written in texts.</param>
    public abstract CellReading Reading(NetworkColumn column, UnknownCategory unknown, NumberNotation notation);

    /// <summary>
    /// What becomes of what was read; for translators, which have to do as <see cref="Encoder"/> does. Null for what none of them knows:
    /// such a column is refused by name.
    /// </summary>
    public abstract UnitEncoding? Encoding(NetworkColumn column);

    /// <summary>
    /// Where the first unit has a number: the periods, each of which has two further units, sine and cosine of 2π · number / period.
    /// </summary>
    public virtual IReadOnlyList<double> Periods(NetworkColumn column) => [];

    /// <summary>What <see cref="Reading"/> would make of the values of a dataset, by the row; none of them is missing.</summary>
    /// <param name="column">The column.</param>
    /// <param name="data">The dataset's column of that name.</param>
    /// <param name="unknown">What happens to categories that the training data did not have; null for a target, where all have to be known.</param>
    /// <exception cref="BackpropException">The dataset's column is of a kind that this one cannot take.</exception>
    public abstract Func<int, CellContent> Reader(NetworkColumn column, DataColumn data, UnknownCategory? unknown);

    /// <summary>Whether nearly all units of a row are 0.</summary>
    public virtual bool IsSparse(NetworkColumn column) => false;

    /// <summary>What writes what was read into the value's units, which are 0; of one thread at a time.</summary>
    /// <param name="column">The column.</param>
    /// <param name="negativeValue">What stands for no, where 1 stands for yes.</param>
    public abstract Action<CellContent, UnitRow> Encoder(NetworkColumn column, double negativeValue);

    /// <summary>
    /// Reads and writes the values of consecutive rows at once, where none of them is missing, unknown or cannot be used, and where that is
    /// faster than one by one.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <param name="data">The dataset's column of that name.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="units">The column's units in the first row, 0 so far, and what follows.</param>
    /// <param name="stride">The distance from row to row.</param>
    /// <returns>False where the rows have to be gone through one by one; what has been written then is written again.</returns>
    public virtual bool TryEncode(NetworkColumn column, DataColumn data, int first, int count, Span<double> units, int stride) => false;

    /// <summary>The names of the members that <see cref="Store"/> writes.</summary>
    public abstract IReadOnlyList<string> StoredMembers { get; }

    /// <summary>Writes what the kind knows of a column into a file.</summary>
    public abstract void Store(NetworkColumn column, IColumnWriter file);

    /// <summary>The column that a file tells of.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="missing">What stands for missing values; null if none may be missing.</param>
    /// <param name="file">The rest.</param>
    /// <exception cref="BackpropException">It is not as <see cref="Store"/> writes it.</exception>
    public abstract NetworkColumn Restore(string name, double? missing, IColumnReader file);

    /// <summary>The names of the members that <see cref="StoreData"/> writes.</summary>
    public virtual IReadOnlyList<string> StoredDataMembers => [];

    /// <summary>Writes what a dataset's column has beside its values into a file.</summary>
    public virtual void StoreData(DataColumn data, IColumnWriter file)
    {
    }

    /// <summary>The dataset's column that a file tells of.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cells">Its values.</param>
    /// <param name="file">The rest.</param>
    /// <exception cref="BackpropException">It is not as <see cref="StoreData"/> writes it.</exception>
    public abstract DataColumn RestoreData(string name, IReadOnlyList<Cells> cells, IColumnReader file);

    /// <summary>What is wrong with values that are not of the kind's type.</summary>
    private protected static BackpropException CellFault(IColumnReader file) => file.Fault("cells", "are not those of a column of this kind");

    /// <summary>What tells the column from others of its name and kind, as a text.</summary>
    /// <param name="column">The column.</param>
    /// <param name="hash">Makes a short text of many.</param>
    public abstract string Identify(NetworkColumn column, Func<IEnumerable<string>, string> hash);

    /// <summary>Numbers that rows have, from the lowest twentieth to the highest, a twentieth of the rows between neighbours.</summary>
    private protected static IReadOnlyList<CellContent> Twentieths(IReadOnlyList<CellContent> present)
    {
        const int parts = 20;
        double[] sorted = [.. present.Select(static content => content.Number).Order()];
        return [.. Enumerable.Range(1, parts - 1)
            .Select(part => sorted[(int)Math.Round((double)part * (sorted.Length - 1) / parts, MidpointRounding.AwayFromZero)])
            .Distinct()
            .Select(static number => (CellContent)number)];
    }
}

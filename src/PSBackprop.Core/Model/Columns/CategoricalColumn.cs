using System.Globalization;

using PSBackprop.Inference;

namespace PSBackprop;

/// <summary>Texts out of a set; each has a unit of its own, 1 for the row's text and 0 for the others.</summary>
internal sealed class CategoricalColumn : ChoiceColumn
{
    public override ColumnKind Kind => ColumnKind.Categorical;

    public override NetworkTask? TaskOfSeveral => null;

    public override Loss? ReconstructionLoss => Loss.CategoricalCrossEntropy;

    public override bool HasMarkers => false;

    /// <summary>Numbers that turn out to be names.</summary>
    /// <param name="source">The column.</param>
    /// <param name="numbers">The numbers, NaN where one is missing.</param>
    public static ColumnValues NamesOf(ColumnSource source, IEnumerable<double> numbers)
    {
        var names = new Values(source);
        foreach (double number in numbers)
        {
            if (double.IsNaN(number))
            {
                names.AddMissing();
            }
            else
            {
                names.TryAdd(number.ToString("R", CultureInfo.InvariantCulture));
            }
        }

        return names;
    }

    // What is nothing else is a name.
    public override bool Recognizes(ReadOnlySpan<char> text, ColumnSource source) => true;

    public override ColumnValues CreateValues(ColumnSource source) => new Values(source);

    private protected override StringComparison Comparison => StringComparison.Ordinal;

    public override NetworkColumn FitTarget(DataColumn data, Scaling scaling, bool oneUnit) => data.Categories.Count < 2
        ? throw Errors.OneClassOnly(data.Name, string.Join(", ", data.Categories))
        : base.FitTarget(data, scaling, oneUnit);

    // Of two names the rarer, as what is looked for is seldom the rule, and the second if both are as frequent.
    public override int Positive(DataColumn target) =>
        Counts((CategoryColumn)target) is [var first, var second] && first < second ? 0 : NetworkColumns.DefaultPositive;

    private protected override int FeatureWidth(DataColumn data) => data.Categories.Count;

    private protected override Func<string, int, string, BackpropException>? Fault(NetworkColumn column, UnknownCategory unknown) =>
        unknown == UnknownCategory.Zero ? null : (name, row, text) => Errors.CategoryUnknown(name, row, text, column.Categories);

    public override CellReading Reading(NetworkColumn column, UnknownCategory unknown, NumberNotation notation) =>
        new PlaceReading(HasMarkers, column.Categories, [], IgnoresCase: false, Fault(column, unknown));

    private sealed class Values(ColumnSource source) : ColumnValues<int>(source.Store, -1)
    {
        // So many different texts of several words in so large a part of the rows are no names.
        private const int FewestTexts = 20;
        private const double MostlyDifferent = 0.5;

        private readonly CategoryIndex _categories = new();

        public override bool TryAdd(ReadOnlySpan<char> text)
        {
            if (text.IsWhiteSpace() || !PrintableText.IsUnicode(text))
            {
                return false;
            }

            Push(_categories.Add(text));
            return true;
        }

        public override void AddOther(ReadOnlySpan<char> text, RowPlace place) => throw Errors.CategoryNotUnicode(source.Name, place, text.ToString());

        public override void Remove(bool[] rows)
        {
            base.Remove(rows);
            int[] places = new int[_categories.Categories.Count];
            List<string> left = [];
            Rewrite(All().Select(Renumber));
            _categories.Replace(left);

            int Renumber(int code)
            {
                ref int place = ref places[code];
                if (place == 0)
                {
                    left.Add(_categories.Categories[code]);
                    place = left.Count;
                }

                return place - 1;
            }
        }

        public override DataColumn Build() => new CategoryColumn(source.Name, ColumnKind.Categorical, Take(), _categories.Categories, source.NameType);

        // Are all categories numbers, be it that some are written in another notation?
        public override ColumnSurprise? Surprise()
        {
            if (NumberReader.IsCode(source.RecognizedBy))
            {
                return ColumnSurprise.LeadingZero(source.Name, source.RecognizedBy!);
            }

            if (FirstOfManyTexts() is { } first)
            {
                return ColumnSurprise.ManyTexts(source.Name, first);
            }

            string? number = null;
            string? example = null;
            NumberNotation? other = null;
            foreach (string category in _categories.Categories)
            {
                if (NumberReader.TryRead(category, source.Notation, out _))
                {
                    number ??= category;
                }
                else if (!CellValue.IsMarker(category))
                {
                    other = other is not null && NumberReader.TryRead(category, other, out _) ? other : source.Notation.Other(category);
                    example ??= category;
                    if (other is null)
                    {
                        return null;
                    }
                }
            }

            return other is not null ? ColumnSurprise.OtherNotation(source.Name, example!, other)
                : number is not null && source.AreTexts ? ColumnSurprise.NumberAsText(source.Name, number)
                : null;
        }

        private string? FirstOfManyTexts()
        {
            IReadOnlyList<string> texts = _categories.Categories;
            return texts.Count >= FewestTexts
                && texts.Count > MostlyDifferent * Count
                && texts.Count(static text => text.Trim().Contains(' ')) > MostlyDifferent * texts.Count
                ? texts[0]
                : null;
        }
    }
}

using System.Globalization;

using PSBackprop.Inference;
using PSBackprop.Numerics;
using PSBackprop.Propagation;

namespace PSBackprop.Storage.Script;

/// <summary>Adds to a script what <see cref="AnomalyScorer"/> says of a row: how odd it is, and in which column.</summary>
internal static class AnomalyScript
{
    private const string Indent = "        ";

    /// <param name="writer">Where what is known before the first row goes.</param>
    /// <param name="translator">Where the statements for each row go: from the network's inputs in <c>$signal</c> to <c>$answer</c>.</param>
    /// <param name="scorer">The scorer.</param>
    /// <param name="layers">What the network computes.</param>
    public static void Add(TextWriter writer, ScriptTranslator translator, AnomalyScorer scorer, IEnumerable<InferenceStep> layers)
    {
        ScriptTranslator network = translator.Inner();
        network.Translate(layers);
        writer.Write(Block("$network = {", "$signal", network.Statements, ", $signal"));
        int[] losses = WriteDistinct(
            "errorOf",
            static column => (column.Output.Loss.GetType(), column.Output.Width),
            static (column, block) => block.TranslateNumber(column.ErrorOf(Expression.Input, Expression.Target)),
            "$signal, $target");
        int[] functions = WriteDistinct(
            "givenBack",
            static column => column.Output.Function.GetType(),
            static (column, block) => $", {block.Translate(column.Output.Function.Infer(Expression.Input)!)}",
            "$signal");
        writer.Write($"{Indent}$back = @(\n");
        for (int i = 0; i < scorer.Columns.Count; i++)
        {
            ReconstructedColumn column = scorer.Columns[i];
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{Indent}    @{{ Name = {ScriptText.Quote(column.Name)}; Start = {column.Start}; Width = {column.Width}; From = {column.Output.Start}"));
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"; Units = {column.Output.Width}; ErrorOf = $errorOf[{losses[i]}]; GivenBack = $givenBack[{functions[i]}]"));
            writer.Write($"; Missing = {NumberOrNull(column.Missing)}; Unknown = {NumberOrNull(column.Unknown)}; Errors = ");
            WriteTail(writer, scorer.Reference.Columns[i]);
            writer.Write(" }\n");
        }

        writer.Write($"{Indent})\n{Indent}$scores = ");
        WriteTail(writer, scorer.Reference.Scores);
        writer.Write($"\n{Indent}$odd = {ScriptText.Number(AnomalyScorer.Odd)}\n");
        writer.Write($"{Indent}$most = {ScriptText.Number(ReconstructedColumn.MostError)}\n");
        writer.Write($"{Indent}$leastProbability = {ScriptText.Number(TailEstimate.LeastProbability)}\n");
        writer.Write($"{Indent}$slack = {ScriptText.Number(TailEstimate.Slack)}\n");
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Indent}$corrections = {AnomalyScorer.Corrections}\n"));
        writer.Write(AnomalyTemplate.Begin);
        translator.Add(AnomalyTemplate.Answer);

        // Columns of one kind share a script block; gives which of them each column has.
        int[] WriteDistinct<TKey>(
            string name, Func<ReconstructedColumn, TKey> keyOf, Func<ReconstructedColumn, ScriptTranslator, string> translate, string parameters)
        {
            List<TKey> keys = [];
            int[] places = new int[scorer.Columns.Count];
            writer.Write($"{Indent}${name} = @()\n");
            for (int i = 0; i < places.Length; i++)
            {
                ReconstructedColumn column = scorer.Columns[i];
                TKey key = keyOf(column);
                places[i] = keys.IndexOf(key);
                if (places[i] >= 0)
                {
                    continue;
                }

                places[i] = keys.Count;
                keys.Add(key);
                ScriptTranslator block = translator.Inner();
                string result = translate(column, block);
                writer.Write(Block($"${name} += {{", parameters, block.Statements, result));
            }

            return places;
        }
    }

    private static string Block(string head, string parameters, string statements, string result) =>
        $"{Indent}{head}\n{Indent}    param({parameters})\n{statements}{Indent}    {result}\n{Indent}}}\n";

    private static string NumberOrNull(double? number) => number is { } value ? ScriptText.Number(value) : "$null";

    private static void WriteTail(TextWriter writer, TailEstimate? tail)
    {
        if (tail is null)
        {
            writer.Write("$null");
            return;
        }

        writer.Write("@{ Numbers = ");
        ScriptText.WriteNumbers(writer, [.. tail.Sorted]);
        writer.Write($"; Threshold = {ScriptText.Number(tail.Threshold)}; Beyond = {ScriptText.Number(tail.ThresholdProbability)}");
        writer.Write($"; Scale = {ScriptText.Number(tail.Scale)}; Shape = {ScriptText.Number(tail.Shape)} }}");
    }
}

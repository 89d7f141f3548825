using System.Reflection;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

using PSBackprop.Storage.Formats;

namespace PSBackprop.Core.Tests;

/// <summary>A kind is named in its own file and in its family's list, and nowhere else; what cannot be so is listed here with the reason.</summary>
public sealed class KindTests
{
    // Why a kind or its class is named elsewhere, and which files do so for that reason.
    private static readonly Dictionary<string, string[]> s_exceptions = new()
    {
        ["the default that users are told"] =
        [
            "PSBackprop.Core/Model/NetworkSettings.cs: Activation.Tanh",
            "PSBackprop.Core/Model/Network.cs: Activation.Linear",
            "PSBackprop/Commands/NetworkSettingsCommand.cs: Activation.Tanh",
            "PSBackprop.Core/Training/TrainingSet.cs: Scaling.Standard",
            "PSBackprop/Commands/TraceBackpropagationCommand.cs: OptimizerKind.Sgd",
        ],
        ["what suits a kind that says nothing else"] =
        [
            "PSBackprop.Core/Model/Activations/ActivationFunction.cs: Initializer.GlorotUniform",
            "PSBackprop.Core/Model/Activations/IElementwiseFunction.cs: Initializer.GlorotUniform",
            "PSBackprop.Core/Model/Columns/ChoiceColumn.cs: NetworkTask.Classification, Scaling.None",
            "PSBackprop.Core/Propagation/Losses/IElementwiseLoss.cs: Activation.Linear",
            "PSBackprop.Core/Propagation/Losses/LossFunction.cs: Activation.Linear",
        ],
        ["what a network for columns is unless told otherwise"] =
        [
            "PSBackprop.Core/Training/Defaults/TableDefaults.cs: Activation.SiLU, LayerKind.PiecewiseLinear",
        ],
        ["what an evaluation or a metric is of"] =
        [
            "PSBackprop.Core/Evaluations/AnomalyEvaluation.cs: NetworkTask.Anomaly",
            "PSBackprop.Core/Evaluations/ClassificationEvaluation.cs: NetworkTask.Classification",
            "PSBackprop.Core/Evaluations/MultiLabelEvaluation.cs: NetworkTask.MultiLabel",
            "PSBackprop.Core/Evaluations/RegressionEvaluation.cs: NetworkTask.Regression",
            "PSBackprop.Core/Evaluations/Metrics/ClassDecisions.cs: NetworkTask.Classification",
            "PSBackprop.Core/Evaluations/Metrics/ClassProbabilities.cs: NetworkTask.Classification",
            "PSBackprop.Core/Evaluations/Metrics/DecisionCost.cs: NetworkTask.Classification",
            "PSBackprop.Core/Evaluations/Metrics/Decisions.cs: NetworkTask.Classification, NetworkTask.MultiLabel",
            "PSBackprop.Core/Evaluations/Metrics/IntervalCoverage.cs: NetworkTask.Classification, NetworkTask.Regression",
            "PSBackprop.Core/Evaluations/Metrics/LabelDecisions.cs: NetworkTask.MultiLabel",
            "PSBackprop.Core/Evaluations/Metrics/NumberPredictions.cs: NetworkTask.Regression",
        ],
        ["what a dataset, a file or a network is for of which no more is known"] =
        [
            "PSBackprop.Core/Evaluations/Tasks/TaskEvaluatorFamily.cs: NetworkTask.Classification, NetworkTask.Regression",
            "PSBackprop.Core/Data/ColumnFit.cs: NetworkTask.Anomaly",
            "PSBackprop.Core/Storage/CalibrationFormat.cs: NetworkTask.Classification, NetworkTask.Regression",
        ],
        ["the same as the other but for a default or a constant"] =
        [
            "PSBackprop.Core/Propagation/Losses/KullbackLeibler.cs: CategoricalCrossEntropy",
            "PSBackprop.Core/Training/Optimizers/AdamW.cs: Adam",
        ],
        ["what an operator in a model of ONNX is read as"] =
        [
            "PSBackprop.Core/Storage/Onnx/OnnxChain.cs: Activation.Linear, BatchNormalizationLayer, DenseLayer, PiecewiseLinearLayer",
        ],
        ["a property that users name it by"] =
        [
            "PSBackprop/Display/LayerWeights.cs: DenseLayer",
            "PSBackprop.Core/Evaluations/Evaluation.cs: LossMetric",
            "PSBackprop.Core/Evaluations/AnomalyEvaluation.cs: NetworkLoss",
            "PSBackprop.Core/Evaluations/ClassificationEvaluation.cs: AccuracyMetric, AveragePrecisionMetric, BalancedAccuracyMetric, CohenKappaMetric",
            "PSBackprop.Core/Evaluations/ClassificationEvaluation.cs: F1Metric, LogLossMetric, MatthewsCorrelationMetric, NetworkLoss, PrecisionMetric",
            "PSBackprop.Core/Evaluations/ClassificationEvaluation.cs: RecallMetric, RocAucMetric, BrierScoreMetric, ExpectedCalibrationErrorMetric",
            "PSBackprop.Core/Evaluations/ClassificationEvaluation.cs: CoverageMetric, MeanCostMetric, MeanSetSizeMetric",
            "PSBackprop.Core/Evaluations/MultiLabelEvaluation.cs: BrierScoreMetric",
            "PSBackprop.Core/Evaluations/MultiLabelEvaluation.cs: AccuracyMetric, F1Metric, HammingLossMetric, NetworkLoss, PrecisionMetric, RecallMetric",
            "PSBackprop.Core/Evaluations/RegressionEvaluation.cs: MaximumErrorMetric, MeanAbsoluteErrorMetric, MeanAbsolutePercentageErrorMetric",
            "PSBackprop.Core/Evaluations/RegressionEvaluation.cs: NetworkLoss, R2Metric, RootMeanSquaredErrorMetric",
            "PSBackprop.Core/Evaluations/RegressionEvaluation.cs: CoverageMetric, MeanIntervalWidthMetric",
            "PSBackprop.Core/Evaluations/Metrics/ClassCount.cs: F1Metric, PrecisionMetric, RecallMetric",
            "PSBackprop.Core/Evaluations/Metrics/ClassProbabilities.cs: AveragePrecisionMetric, RocAucMetric",
            "PSBackprop.Core/Evaluations/Metrics/LabelDecisions.cs: RocAucMetric",
            "PSBackprop.Core/Evaluations/Metrics/TargetErrors.cs: MaximumErrorMetric, MeanAbsoluteErrorMetric, MeanAbsolutePercentageErrorMetric, R2Metric",
            "PSBackprop.Core/Evaluations/Metrics/TargetErrors.cs: RootMeanSquaredErrorMetric",
        ],
        ["what numbers turn out to be: names with a leading zero, or no and yes"] =
        [
            "PSBackprop.Core/Model/Columns/NumericColumn.cs: BooleanColumn, CategoricalColumn",
        ],
        ["the data of this kind, which other kinds take as well"] =
        [
            "PSBackprop.Core/Model/Columns/NumberColumn.cs: ColumnKind.Numeric",
            "PSBackprop.Core/Model/Columns/StringColumn.cs: ColumnKind.Text",
            "PSBackprop.Core/Model/Columns/DateColumn.cs: ColumnKind.Date",
        ],
        ["the columns of a sample"] =
        [
            "PSBackprop.Core/Data/SampleDataset.cs: BooleanColumn, ColumnKind.Categorical",
        ],
    };

    [Fact]
    public void A_kind_is_named_in_its_own_file_and_in_the_list_alone()
    {
        Family[] families = [.. SourceCode.Instance.Files.Select(FamilyOf).OfType<Family>()];
        Assert.Superset(
            new HashSet<string> { nameof(OptimizerKind), nameof(LayerKind), nameof(ColumnKind), nameof(NetworkFileFormat) },
            families.Select(static family => family.Kind.Name).ToHashSet());
        HashSet<string> named = [.. families.SelectMany(NamedElsewhere)];
        string[] excepted = [.. s_exceptions.Values.SelectMany(static uses => uses).SelectMany(Each)];
        string[] faults =
        [
            .. named.Except(excepted).Select(static use => $"{use} should be named in its own file alone."),
            .. excepted.Except(named).Select(static use => $"{use} is named no longer; the exception can go."),
        ];
        Assert.True(faults.Length == 0, string.Join(Environment.NewLine, faults.Order()));

        // A kind may say which kinds of other families suit it: it does not change where one is added.
        IEnumerable<string> NamedElsewhere(Family family)
        {
            string[] homes = [.. family.Members.Select(static member => member.File).Distinct()];
            string[] otherHomes = [.. families.Where(other => other != family).SelectMany(static other => other.Members).Select(static member => member.File)];
            foreach (SourceCode.Reference reference in SourceCode.Instance.References.Where(reference => reference.From != family.File))
            {
                if (family.Kind.TypeKind == TypeKind.Enum && SymbolEqualityComparer.Default.Equals(reference.Symbol.ContainingType, family.Kind))
                {
                    bool isAtHome = family.Members.Any(member => member.Name == reference.Symbol.Name && member.File == reference.From);
                    if (!isAtHome && !otherHomes.Contains(reference.From))
                    {
                        yield return $"{reference.From}: {family.Kind.Name}.{reference.Symbol.Name}";
                    }
                }
                else if (reference.To != reference.From && homes.Contains(reference.To))
                {
                    yield return $"{reference.From}: {Outermost(reference.Symbol)}";
                }
            }
        }
    }

    private static Family? FamilyOf(SyntaxTree file)
    {
        if (SourceCode.ListOf(file.GetRoot()) is not { } list)
        {
            return null;
        }

        var type = (INamedTypeSymbol)SourceCode.Instance.SymbolOf(list.Property.Type)!;
        return new Family(file.FilePath, type.TypeArguments[0], [.. list.Members.Select(MemberOf)]);
    }

    private static Member MemberOf(ExpressionSyntax element)
    {
        const BindingFlags flags = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        ISymbol symbol = SourceCode.Instance.SymbolOf(element)!;
        Type type = typeof(Network).Assembly.GetType(symbol.ContainingType.ToDisplayString(), throwOnError: true)!;
        object member = symbol switch
        {
            IFieldSymbol => type.GetField(symbol.Name, flags)!.GetValue(null)!,
            IPropertySymbol => type.GetProperty(symbol.Name, flags)!.GetValue(null)!,
            _ => Activator.CreateInstance(type)!,
        };
        string name = member.GetType().GetProperty("Kind")?.GetValue(member)?.ToString() ?? type.Name;
        return new Member(name, symbol.ContainingType.DeclaringSyntaxReferences[0].SyntaxTree.FilePath);
    }

    private static IEnumerable<string> Each(string uses)
    {
        string[] parts = uses.Split(": ");
        return parts[1].Split(", ").Select(kind => $"{parts[0]}: {kind}");
    }

    private static string Outermost(ISymbol symbol)
    {
        INamedTypeSymbol type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        return type.ContainingType is { } outer ? Outermost(outer) : type.Name;
    }

    /// <summary>A list of kinds.</summary>
    /// <param name="File">The file that has the list.</param>
    /// <param name="Kind">The enumeration of the kinds; where there is none, the type of the members.</param>
    /// <param name="Members">The members.</param>
    private sealed record Family(string File, ITypeSymbol Kind, IReadOnlyList<Member> Members);

    /// <summary>A kind.</summary>
    /// <param name="Name">Its name in the enumeration; where there is none, that of its class.</param>
    /// <param name="File">Its own file.</param>
    private sealed record Member(string Name, string File);
}

using System.Reflection;
using System.Runtime.Loader;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace PSBackprop.Core.Tests;

/// <summary>
/// The core with the kinds in the folder Extension: its sources and those files, and of each kind the member of its enumeration and
/// the place in its family's list that CONTRIBUTING asks for. Nothing else of the core is changed.
/// </summary>
public sealed class ExtendedCore : IDisposable
{
    private const string Checks = "ExtensionChecks";

    private static readonly Dictionary<string, string> s_members = new()
    {
        ["PSBackprop.Core/Training/Optimizers/OptimizerKind.cs"] = "Yogi",
        ["PSBackprop.Core/Model/Layers/LayerKind.cs"] = "LayerNormalization",
        ["PSBackprop.Core/Model/Columns/ColumnKind.cs"] = "Cyclic",
    };

    private static readonly Dictionary<string, string> s_listed = new()
    {
        ["PSBackprop.Core/Training/Optimizers/OptimizerFamily.cs"] = "Yogi.Member",
        ["PSBackprop.Core/Model/Layers/LayerFamily.cs"] = "LayerNormalizationLayer.Member",
        ["PSBackprop.Core/Model/Columns/ColumnFamily.cs"] = "new CyclicColumn()",
        ["PSBackprop.Core/Storage/Formats/NetworkFileFormats.cs"] = "new PlainTextFormat()",
    };

    private readonly AssemblyLoadContext _context = new("extended core", isCollectible: true);
    private readonly Type _checks;

    public ExtendedCore()
    {
        SyntaxTree[] core = [.. SourceCode.Instance.Files.Where(static file => file.FilePath.StartsWith("PSBackprop.Core/", StringComparison.Ordinal))];
        Assert.Empty(s_members.Keys.Concat(s_listed.Keys).Except(core.Select(static file => file.FilePath)));
        CSharpCompilation compilation = SourceCode.Compile("PSBackprop.Core.Extended", [.. core.Select(Extend), .. Files(), .. Generated()]);
        using var assembly = new MemoryStream();
        EmitResult result = compilation.Emit(assembly);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics.Where(static fault => fault.Severity == DiagnosticSeverity.Error)));
        assembly.Position = 0;
        _checks = _context.LoadFromStream(assembly).GetType($"PSBackprop.{Checks}", throwOnError: true)!;
    }

    /// <summary>The checks that can be run.</summary>
    public static IEnumerable<string> CheckNames =>
        from file in Files()
        where Path.GetFileNameWithoutExtension(file.FilePath) == Checks
        from method in file.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.Modifiers.Any(SyntaxKind.PublicKeyword) && method.Identifier.Text != nameof(IDisposable.Dispose)
        select method.Identifier.Text;

    /// <summary>Runs a check in the extended core.</summary>
    public void Run(string check)
    {
        using var checks = (IDisposable)Activator.CreateInstance(_checks)!;
        _checks.GetMethod(check)!.Invoke(checks, BindingFlags.DoNotWrapExceptions, binder: null, [], culture: null);
    }

    public void Dispose() => _context.Unload();

    private static IEnumerable<SyntaxTree> Files() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "PSBackprop.Core.Tests", "Extension"), "*.cs").Select(SourceCode.Parse);

    // What the build adds to the sources.
    private static IEnumerable<SyntaxTree> Generated()
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string folder = Path.Combine(Repository.Root, "src", "PSBackprop.Core", "obj", configuration);
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(SourceCode.Parse);
    }

    private static SyntaxTree Extend(SyntaxTree file)
    {
        SyntaxNode root = file.GetRoot();
        if (s_members.TryGetValue(file.FilePath, out string? member))
        {
            EnumDeclarationSyntax enumeration = root.DescendantNodes().OfType<EnumDeclarationSyntax>().Single();
            root = root.ReplaceNode(enumeration, enumeration.AddMembers(EnumMemberDeclaration(member)));
        }

        if (s_listed.TryGetValue(file.FilePath, out string? line))
        {
            // After the first and before the last: in some lists these are what is taken where nothing is said.
            SyntaxNode first = SourceCode.ListOf(root)!.Members[0].Parent!;
            SyntaxNode added = first is ArgumentSyntax ? Argument(ParseExpression(line)) : ExpressionElement(ParseExpression(line));
            root = root.InsertNodesAfter(first, [added]);
        }

        return file.WithRootAndOptions(root, file.Options);
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PSBackprop.Core.Tests;

/// <summary>The source of core and cmdlets as the compiler sees it: which file refers to what is declared in which other.</summary>
internal sealed class SourceCode
{
    private static readonly Lazy<SourceCode> s_instance = new(static () => new SourceCode());

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Preview);

    private readonly CSharpCompilation _compilation;
    private readonly Lazy<IReadOnlyList<Reference>> _references;

    private SourceCode()
    {
        string source = Path.Combine(Repository.Root, "src");
        string[] projects = ["PSBackprop.Core", "PSBackprop"];
        SyntaxTree[] trees = [.. projects
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(source, project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !Path.GetRelativePath(source, file).Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin"))
            .Select(file => Parse(file).WithFilePath(Path.GetRelativePath(source, file).Replace(Path.DirectorySeparatorChar, '/')))];
        _compilation = Compile("source", trees);
        Files = trees;
        _references = new(() => [.. Files.SelectMany(ReferencesOf)]);
    }

    public static SourceCode Instance => s_instance.Value;

    /// <summary>The files, with their paths below src.</summary>
    public IReadOnlyList<SyntaxTree> Files { get; }

    /// <summary>Each name in the code that stands for something declared in the code.</summary>
    public IReadOnlyList<Reference> References => _references.Value;

    /// <summary>A file of C#.</summary>
    public static SyntaxTree Parse(string path) => CSharpSyntaxTree.ParseText(File.ReadAllText(path), s_options, path);

    /// <summary>Files as an assembly, with what the projects have implicitly.</summary>
    public static CSharpCompilation Compile(string name, IEnumerable<SyntaxTree> files)
    {
        string[] usings = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];
        SyntaxTree implicitUsings = CSharpSyntaxTree.ParseText(string.Concat(usings.Select(static name => $"global using {name};")), s_options);
        MetadataReference[] references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => !Path.GetFileName(path).StartsWith("PSBackprop", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path))];
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true);
        return CSharpCompilation.Create(name, [.. files, implicitUsings], references, options);
    }

    /// <summary>The namespaces that a file declares.</summary>
    public static IEnumerable<string> NamespacesOf(SyntaxTree file) =>
        file.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Select(static declaration => declaration.Name.ToString());

    /// <summary>The names of the types of a file that are not public, those inside of others left out.</summary>
    public static IEnumerable<string> InternalTypesOf(SyntaxTree file) =>
        from declaration in file.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where declaration.Parent is BaseNamespaceDeclarationSyntax && !declaration.Modifiers.Any(SyntaxKind.PublicKeyword)
        select declaration.Identifier.Text;

    /// <summary>The list of kinds in a file, which is its property All; null if it has none.</summary>
    public static KindList? ListOf(SyntaxNode root)
    {
        PropertyDeclarationSyntax? property = root.DescendantNodes()
            .OfType<PropertyDeclarationSyntax>()
            .FirstOrDefault(static one => one.Identifier.Text == "All");
        return property?.Initializer?.Value switch
        {
            ImplicitObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax field }] } => OfCollection(root
                .DescendantNodes()
                .OfType<VariableDeclaratorSyntax>()
                .Single(variable => variable.Identifier.Text == field.Identifier.Text).Initializer!.Value),
            ImplicitObjectCreationExpressionSyntax { ArgumentList.Arguments: var members } => new KindList(
                property, [.. members.Select(static member => member.Expression)]),
            { } list => OfCollection(list),
            null => null,
        };

        KindList? OfCollection(ExpressionSyntax list) => list is CollectionExpressionSyntax collection
            ? new KindList(property, [.. collection.Elements.OfType<ExpressionElementSyntax>().Select(static element => element.Expression)])
            : null;
    }

    /// <summary>What an expression or the name of a type stands for.</summary>
    public ISymbol? SymbolOf(SyntaxNode expression) => _compilation.GetSemanticModel(expression.SyntaxTree).GetSymbolInfo(expression).Symbol;

    private IEnumerable<Reference> ReferencesOf(SyntaxTree tree)
    {
        SemanticModel model = _compilation.GetSemanticModel(tree);
        foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (model.GetSymbolInfo(name).Symbol is { Kind: SymbolKind.NamedType or SymbolKind.Field or SymbolKind.Method or SymbolKind.Property } symbol
                && symbol.OriginalDefinition.DeclaringSyntaxReferences is [var declaration, ..])
            {
                yield return new Reference(tree.FilePath, declaration.SyntaxTree.FilePath, symbol.OriginalDefinition);
            }
        }
    }

    /// <summary>A list of kinds.</summary>
    /// <param name="Property">The property that has it.</param>
    /// <param name="Members">What makes each member.</param>
    internal sealed record KindList(PropertyDeclarationSyntax Property, IReadOnlyList<ExpressionSyntax> Members);

    /// <summary>A use of a symbol.</summary>
    /// <param name="From">The file that uses it.</param>
    /// <param name="To">The file that declares it.</param>
    /// <param name="Symbol">What is used.</param>
    internal sealed record Reference(string From, string To, ISymbol Symbol);
}

using System.Reflection;
using System.Runtime.Loader;

namespace PSBackprop.Help;

/// <summary>The built module, read by reflection.</summary>
internal static class ModuleAssembly
{
    /// <summary>Describes its cmdlets, in the order of their names.</summary>
    /// <param name="path">The assembly; its documentation, and that of the assemblies it uses, stands beside it.</param>
    /// <param name="standard">The assembly of PowerShell that it was compiled against.</param>
    public static IReadOnlyList<CmdletDescription> Load(string path, string standard)
    {
        string folder = Path.GetDirectoryName(path)!;
        AssemblyLoadContext context = AssemblyLoadContext.Default;
        context.Resolving += (_, name) =>
        {
            string used = name.Name == Path.GetFileNameWithoutExtension(standard) ? standard : Path.Combine(folder, $"{name.Name}.dll");
            return File.Exists(used) ? context.LoadFromAssemblyPath(used) : null;
        };
        var comments = new DocumentationComments();
        return
        [
            .. from type in context.LoadFromAssemblyPath(path).GetExportedTypes()
               let cmdlet = type.Attribute("CmdletAttribute")
               where cmdlet is not null
               let description = new CmdletDescription(type, cmdlet, comments)
               orderby description.Name
               select description,
        ];
    }

    /// <summary>An attribute as it was written down: the assembly compiled against has no code that could read one.</summary>
    public static CustomAttributeData? Attribute(this MemberInfo member, string name) => member.Attributes(name).FirstOrDefault();

    public static IEnumerable<CustomAttributeData> Attributes(this MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.Name == name);

    public static T? Value<T>(this CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == name)
            .Select(argument => (T?)argument.TypedValue.Value).FirstOrDefault();
}

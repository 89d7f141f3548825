using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace PSBackprop;

/// <summary>
/// Loads what lies in <c>dependencies/</c> into a load context of the module's own, so that another module's version
/// of the same library neither disturbs this one nor is disturbed by it.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string s_dependencies = Path.Combine(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!, "dependencies");
    private static readonly AssemblyLoadContext s_context = new("PSBackprop");
    private static readonly object s_lock = new();
    private static int s_imports;

    /// <inheritdoc/>
    public void OnImport()
    {
        lock (s_lock)
        {
            if (s_imports++ == 0)
            {
                AppDomain.CurrentDomain.AssemblyResolve += Resolve;
            }
        }
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        lock (s_lock)
        {
            if (--s_imports == 0)
            {
                AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
            }
        }
    }

    // Only requests of the module's own assemblies are answered: others look for their libraries elsewhere.
    private static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        if (request.RequestingAssembly != typeof(Network).Assembly && request.RequestingAssembly != typeof(ModuleInitializer).Assembly)
        {
            return null;
        }

        string file = Path.Combine(s_dependencies, $"{new AssemblyName(request.Name).Name}.dll");
        return File.Exists(file) ? s_context.LoadFromAssemblyPath(file) : null;
    }
}

using PSBackprop.Help;

// PSBackprop.Help ASSEMBLY STANDARD PAGES MAML [--check]
// Makes the module's help file of the pages, the assembly and its documentation comments, and writes the pages' syntax and parameters anew.
// STANDARD is the PowerShell assembly that the module was compiled against; with --check a page that would change is an error.
string[] paths = [.. args.Where(argument => argument != "--check").Select(Path.GetFullPath)];
bool check = args.Contains("--check");
try
{
    IReadOnlyList<CmdletDescription> cmdlets = ModuleAssembly.Load(paths[0], paths[1]);
    string? stranger = Directory.EnumerateFiles(paths[2], "*.md")
        .FirstOrDefault(file => cmdlets.All(cmdlet => cmdlet.Name != Path.GetFileNameWithoutExtension(file)));
    if (stranger is not null)
    {
        throw new HelpException(stranger, "There is no cmdlet of this name. Remove the page or rename it.");
    }

    CmdletPage[] pages = [.. cmdlets.Select(cmdlet => CmdletPage.Read(Path.Combine(paths[2], $"{cmdlet.Name}.md"), cmdlet, cmdlets))];
    foreach (CmdletPage page in pages)
    {
        page.Renew(check);
    }

    Directory.CreateDirectory(Path.GetDirectoryName(paths[3])!);
    MamlFile.Write(paths[3], pages);
    return 0;
}
catch (HelpException fault)
{
    // In the form by which MSBuild recognises an error.
    Console.Error.WriteLine($"{fault.Place} : error HELP : {fault.Message}");
    return 1;
}

using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>The repository as files.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Projects below src with the names of those they reference.</summary>
    public static IReadOnlyDictionary<string, Project> Sources { get; } =
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(Read).ToDictionary(p => p.Name);

    /// <summary>A project and everything it reaches, in assemblies that end up beside it.</summary>
    public static IReadOnlySet<string> Closure(string project)
    {
        var seen = new HashSet<string>();
        var next = new Stack<string>([project]);
        while (next.TryPop(out var name))
            if (seen.Add(name))
                foreach (var reference in Sources[name].References) next.Push(reference);
        return seen;
    }

    public static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static Project Read(string file)
    {
        var document = XDocument.Load(file);
        var references = document.Descendants("ProjectReference")
            .Where(r => r.Attribute("ReferenceOutputAssembly")?.Value != "false" && r.Element("ReferenceOutputAssembly")?.Value != "false")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
        return new Project(
            Path.GetFileNameWithoutExtension(file), [.. references], [.. document.Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value)]);
    }

    private static string FindRoot([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}

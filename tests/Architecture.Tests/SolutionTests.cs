using System.Text.Json;
using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>The filter that builds anywhere holds the whole solution but for the Functions app.</summary>
public sealed partial class SolutionTests
{
    [Fact]
    public void The_embedded_set_is_everything_but_the_functions_app()
    {
        var all = Projects().Matches(File.ReadAllText(Path.Combine(Repository.Root, "EcomFunctions.sln"))).Select(m => Normal(m.Groups[1].Value)).ToArray();
        using var filter = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "Embedded.slnf")));
        var embedded = filter.RootElement.GetProperty("solution").GetProperty("projects").EnumerateArray().Select(p => Normal(p.GetString()!));
        Assert.Equal(all.Where(p => !p.Contains("/EcomFunctions", StringComparison.Ordinal)).Order(StringComparer.Ordinal), embedded.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var all = Projects().Matches(File.ReadAllText(Path.Combine(Repository.Root, "EcomFunctions.sln"))).Select(m => Normal(m.Groups[1].Value)).ToHashSet();
        var there = new[] { "src", "tests" }.SelectMany(folder => Directory.GetDirectories(Path.Combine(Repository.Root, folder)))
            .SelectMany(folder => Directory.GetFiles(folder, "*.csproj")).Select(file => Normal(Path.GetRelativePath(Repository.Root, file)));
        Assert.Empty(there.Except(all));
    }

    private static string Normal(string path) => path.Replace('\\', '/');

    [GeneratedRegex("""= "[^"]+", "([^"]+\.csproj)""" + "\"")]
    private static partial Regex Projects();
}

namespace Infra.Tests;

/// <summary>The templates compile and lint without a warning, offline.</summary>
public sealed class BicepTests
{
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Repository.PathOf("infra"), "*.bicep", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.PathOf("infra"), file))];

    [SkippableFact]
    public async Task The_whole_template_builds_without_a_warning()
    {
        var (code, output, complaints) = await Bicep.Template.Value;
        Assert.Equal("", complaints);
        Assert.Equal(0, code);
        Assert.Contains("\"$schema\"", output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_parameters_build_without_a_warning()
    {
        var (code, output, complaints) = await Bicep.RunAsync("build-params", "main.bicepparam", "--stdout");
        Assert.Equal("", complaints);
        Assert.Equal(0, code);
        Assert.Contains("environmentName", output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_whole_template_lints_without_a_warning()
    {
        var (code, output, complaints) = await Bicep.RunAsync("lint", "main.bicep");
        Assert.Equal("", output + complaints);
        Assert.Equal(0, code);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_module_comes_from_a_registry(string file)
    {
        var text = Repository.Text(Path.Combine("infra", file));
        Assert.DoesNotContain("'br:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("'br/", text, StringComparison.Ordinal);
        Assert.DoesNotContain("'ts:", text, StringComparison.Ordinal);
    }
}

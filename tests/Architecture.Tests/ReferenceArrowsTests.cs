namespace Architecture.Tests;

/// <summary>References point one way; see docs/architecture.md.</summary>
public sealed class ReferenceArrowsTests
{
    /// <summary>What each project may reach, directly or not.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Ecom.Domain"] = [],
        ["Ecom.Data"] = ["Ecom.Domain"],
        ["Ecom.Models"] = ["Ecom.Domain"],
        ["Ecom.Evaluation"] = ["Ecom.Domain", "Ecom.Models"],
        ["Ecom.Neural"] = ["Ecom.Domain"],
        ["Ecom.Search"] = ["Ecom.Domain", "Ecom.Models"],
        ["Ecom.Recommendation"] = ["Ecom.Domain", "Ecom.Data", "Ecom.Models", "Ecom.Evaluation", "Ecom.Neural"],
        ["Ecom.Augmentation"] = ["Ecom.Domain", "Ecom.Data", "Ecom.Models", "Ecom.Evaluation", "Ecom.Neural", "Ecom.Recommendation"],
        ["Ecom.Trainer"] = ["Ecom.Domain", "Ecom.Data", "Ecom.Models", "Ecom.Evaluation", "Ecom.Neural", "Ecom.Search", "Ecom.Recommendation", "Ecom.Augmentation"],
        ["Ecom.Pipeline"] = ["Ecom.Domain", "Ecom.Data", "Ecom.Models", "Ecom.Evaluation"],
        ["Ecom.Serving"] = ["Ecom.Domain", "Ecom.Data", "Ecom.Models", "Ecom.Evaluation", "Ecom.Search", "Ecom.Pipeline"],
        ["Ecom.Local"] = ["Ecom.Domain", "Ecom.Data", "Ecom.Models", "Ecom.Evaluation", "Ecom.Search", "Ecom.Pipeline", "Ecom.Serving"],
        ["EcomFunctions"] = ["Ecom.Domain", "Ecom.Data", "Ecom.Models", "Ecom.Evaluation", "Ecom.Search", "Ecom.Pipeline", "Ecom.Serving"],
    };

    public static TheoryData<string> Projects => [.. Repository.Sources.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_reaches_only_what_lies_below_it(string project)
    {
        Assert.True(Allowed.ContainsKey(project), $"{project} is new: give it its arrows here and in docs/architecture.md.");
        var reached = Repository.Closure(project).Where(p => p != project);
        Assert.Empty(reached.Except(Allowed[project]));
    }

    [Theory]
    [InlineData("Ecom.Serving")]
    [InlineData("Ecom.Pipeline")]
    [InlineData("Ecom.Local")]
    public void Torch_stays_out_of_the_hosts(string project) =>
        Assert.DoesNotContain(
            Repository.Closure(project),
            name => Repository.Sources[name].Packages.Any(p => p.StartsWith("TorchSharp", StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void Torch_stays_out_of_the_functions_app_once_it_is_there()
    {
        if (!Repository.Sources.ContainsKey("EcomFunctions")) return;
        Torch_stays_out_of_the_hosts("EcomFunctions");
    }

    [Fact]
    public void The_domain_references_no_package() => Assert.Empty(Repository.Sources["Ecom.Domain"].Packages);
}

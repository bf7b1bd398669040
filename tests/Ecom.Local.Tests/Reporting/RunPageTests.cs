using System.Text.Json;
using System.Text.Json.Nodes;
using Ecom.Local.Reporting.Html;
using Ecom.Models;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Runs;

namespace Ecom.Local.Tests.Reporting;

public class RunPageTests
{
    [Fact]
    public void Losses_of_a_generator_are_drawn_epoch_by_epoch()
    {
        var candidate = new CandidateReport
        {
            Model = "ease", Augment = "gan", Role = "candidate", ModelParameters = Parameters.None, AugmentParameters = Parameters.None, Metrics = [], Promoted = false, Why = "",
            AugmentLosses = [new Dictionary<string, double> { ["lossD"] = 1.5, ["lossG"] = -0.25 }, new Dictionary<string, double> { ["lossD"] = 1.25, ["lossG"] = -0.5 }],
        };
        var node = JsonSerializer.SerializeToNode(candidate, PipelineJson.Indented)!.AsObject();
        node["metrics"] = new JsonObject();
        var run = new JsonObject
        {
            ["decision"] = "none", ["promotedVersion"] = null, ["users"] = 1, ["items"] = 1, ["rows"] = new JsonObject { ["in"] = 1, ["accepted"] = 1 },
            ["seconds"] = new JsonObject(), ["candidates"] = new JsonArray(node),
        };
        var html = RunPage.Write(run);
        Assert.Contains("<figcaption>ease + gan: lossD by epoch</figcaption>", html, StringComparison.Ordinal);
        Assert.Contains(">lossD 1.25</text>", html, StringComparison.Ordinal);
        Assert.Contains(">lossG -0.5</text>", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("<polyline").Length - 1);
    }
}

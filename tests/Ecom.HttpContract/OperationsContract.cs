using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Runs;
using Ecom.Serving.Http;

namespace Ecom.HttpContract;

/// <summary>Runs, model versions, health and keys.</summary>
public abstract class OperationsContract : HttpContract
{
    [Fact]
    public async Task A_run_is_asked_for_and_told_where_to_look()
    {
        await using var host = await StartAsync();
        using var response = await host.Client.PostAsync(new Uri("/api/runs", UriKind.Relative), null);
        Assert.Equal(202, (int)response.StatusCode);
        Assert.StartsWith("/api/runs/", response.Headers.Location?.ToString(), StringComparison.Ordinal);
        var (status, body) = await host.PostAsync("/api/runs", new { reason = "new prices", kind = "Refresh" });
        Assert.Equal(202, status);

        var events = Shop.Orchestrations.Events.ToArray();
        Assert.Equal(2, events.Length);
        Assert.All(events, e => Assert.Equal(MonitorEvents.RefreshRequested, e.Event));
        Assert.Equal(new RefreshRequest(body.GetProperty("id").GetString()!, RunKind.Refresh, "new prices"), events[1].Payload);
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_and_shown()
    {
        Shop.Orchestrations.AddRun("default", "r1", OrchestrationStatus.Failed, "Boom: it broke");
        Shop.Orchestrations.AddRun("default", "r2", OrchestrationStatus.Running);
        await using var host = await StartAsync();
        var (_, list) = await host.GetAsync("/api/runs");
        Assert.Equal(["r2", "r1"], list.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("id").GetString()));
        var (status, run) = await host.GetAsync("/api/runs/r2");
        Assert.Equal(200, status);
        Assert.Equal("Running", run.GetProperty("status").GetString());
        Assert.Equal("train", run.GetProperty("progress").GetProperty("step").GetString());
        Assert.Equal("Boom: it broke", (await host.GetAsync("/api/runs/r1")).Body.GetProperty("error").GetString());
        Assert.Equal(404, (await host.GetAsync("/api/runs/r3")).Status);
        Assert.Equal(400, (await host.GetAsync("/api/runs?limit=0")).Status);
    }

    [Fact]
    public async Task A_run_is_cancelled()
    {
        Shop.Orchestrations.AddRun("default", "r1", OrchestrationStatus.Running);
        await using var host = await StartAsync();
        Assert.Equal(202, (await host.PostAsync("/api/runs/r1/cancel", null)).Status);
        Assert.Equal(404, (await host.PostAsync("/api/runs/r9/cancel", null)).Status);
        Assert.Equal(RefreshEvents.Cancel, Assert.Single(Shop.Orchestrations.Events).Event);
    }

    [Fact]
    public async Task Promotion_and_rollback_change_the_very_next_list()
    {
        await Shop.PublishAndPromoteAsync("v1", favourite: 1);
        await Shop.PublishAsync("v2", favourite: 2);
        await using var host = await StartAsync();
        Assert.Equal(["i1"], await host.ListAsync("/api/users/ann/recommendations?n=1"));

        var (status, current) = await host.PostAsync("/api/models/v2/promote", new { reason = "try it" });
        Assert.Equal(200, status);
        Assert.Equal(("v2", "v1", "try it"), (current.GetProperty("version").GetString(), current.GetProperty("previous").GetString(), current.GetProperty("reason").GetString()));
        Assert.Equal(["i2"], await host.ListAsync("/api/users/ann/recommendations?n=1"));

        await host.PostAsync("/api/models/v1/promote", null);
        var (_, list) = await host.GetAsync("/api/users/ann/recommendations?n=1");
        Assert.Equal(["i1"], ContractHost.Ids(list));
        Assert.Equal("v1", list.GetProperty("modelVersion").GetString());

        var (_, models) = await host.GetAsync("/api/models");
        Assert.Equal(["v2", "v1"], models.GetProperty("models").EnumerateArray().Select(m => m.GetProperty("version").GetString()));
        Assert.Equal([false, true], models.GetProperty("models").EnumerateArray().Select(m => m.GetProperty("served").GetBoolean()));
        Assert.Equal(0.5, models.GetProperty("models")[0].GetProperty("metrics").GetProperty("ndcg@20").GetDouble());
        Assert.Equal(3, models.GetProperty("current").GetProperty("history").GetArrayLength());
        Assert.Equal(404, (await host.PostAsync("/api/models/v9/promote", null)).Status);
    }

    [Fact]
    public async Task Ready_names_the_served_version()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var (status, body) = await host.GetAsync("/api/health/ready");
        Assert.Equal((200, "v1"), (status, body.GetProperty("modelVersion").GetString()));
    }

    [Fact]
    public async Task A_promoted_version_that_is_damaged_leaves_the_served_one()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await Shop.PublishAsync("v2");
        var file = Directory.GetFiles(Path.Combine(Shop.Folder, "artefacts"), "pairs.bin", SearchOption.AllDirectories)
            .Single(f => f.Contains("v2", StringComparison.Ordinal));
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^1] ^= 1;
        File.Delete(file);
        await File.WriteAllBytesAsync(file, bytes);
        await using var host = await StartAsync();

        Assert.Equal(200, (await host.PostAsync("/api/models/v2/promote", null)).Status);

        var (_, list) = await host.GetAsync("/api/users/ann/recommendations?n=1");
        Assert.Equal("v1", list.GetProperty("modelVersion").GetString());
        var (status, ready) = await host.GetAsync("/api/health/ready");
        Assert.Equal(200, status);
        Assert.Contains("v2", ready.GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_open_their_scopes_only()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync(o =>
        {
            o.Keys.Add(new ApiKey { Name = "page", Key = "page-key-0123456789", Scopes = [ApiScope.Read] });
            o.Keys.Add(new ApiKey { Name = "admin", Key = "admin-key-0123456789", Scopes = [ApiScope.Read, ApiScope.Write, ApiScope.Control] });
        });
        var page = ("X-Api-Key", "page-key-0123456789");
        var admin = ("Authorization", "Bearer admin-key-0123456789");
        Assert.Equal(401, (await host.GetAsync("/api/popular")).Status);
        Assert.Equal(401, (await host.GetAsync("/api/popular", ("X-Api-Key", "page-key-012345678"))).Status);
        Assert.Equal(200, (await host.GetAsync("/api/popular", page)).Status);
        Assert.Equal(403, (await host.PostAsync("/api/models/v1/promote", null, page)).Status);
        Assert.Equal(403, (await host.PostAsync("/api/feedback", new { events = Array.Empty<object>() }, page)).Status);
        Assert.Equal(200, (await host.PostAsync("/api/models/v1/promote", null, admin)).Status);
        Assert.Equal(200, (await host.GetAsync("/api/health/live")).Status);
    }

    [Fact]
    public async Task A_host_that_needs_keys_and_has_none_is_shut()
    {
        await using var host = await StartAsync(o => o.RequireKeys = true);
        Assert.Equal(401, (await host.GetAsync("/api/popular")).Status);
    }
}

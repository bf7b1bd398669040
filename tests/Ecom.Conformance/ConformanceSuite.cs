using System.Text.Json;
using Ecom.Pipeline.Orchestration;

namespace Ecom.Conformance;

/// <summary>
/// Base of the suites that define what orchestrations may rely on. A case uses the two orchestration ports only, so that every engine can
/// run it; waiting has a bound that no sound engine comes near, and no case passes or fails by speed.
/// </summary>
public abstract class ConformanceSuite : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    protected IConformanceHost Host { get; private set; } = null!;

    protected IOrchestrationClient Client => Host.Client;

    public Task InitializeAsync()
    {
        Host = CreateHost();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    protected abstract IConformanceHost CreateHost();

    protected async Task RestartAsync(OrchestrationCatalogue catalogue)
    {
        await Host.StopAsync();
        await Host.StartAsync(catalogue);
    }

    /// <summary>Starts the engine and one instance of the orchestration <c>main</c>.</summary>
    protected async Task BeginAsync(OrchestrationCatalogue catalogue, object? input = null, string id = "one")
    {
        await Host.StartAsync(catalogue);
        Assert.True(await Client.StartAsync("main", input, id));
    }

    /// <summary>As <see cref="BeginAsync"/>, then waits for the end.</summary>
    protected async Task<OrchestrationState> RunAsync(OrchestrationCatalogue catalogue, object? input = null)
    {
        await BeginAsync(catalogue, input);
        return await EndAsync();
    }

    protected async Task<T> ResultAsync<T>(OrchestrationCatalogue catalogue, object? input = null) => Output<T>(await RunAsync(catalogue, input));

    protected async Task<OrchestrationState> EndAsync(string id = "one")
    {
        using var patience = new CancellationTokenSource(Patience);
        return await Client.WaitForCompletionAsync(id, patience.Token);
    }

    protected static T Output<T>(OrchestrationState state)
    {
        Assert.True(state.Status == OrchestrationStatus.Completed, $"{state.Status}: {state.Error}");
        return state.Output!.Value.Deserialize<T>(Messages.Json)!;
    }

    /// <summary>Waits until an instance's custom status is this text.</summary>
    protected Task UntilStatusAsync(string status, string id = "one") =>
        UntilAsync(async () => await Client.GetAsync(id) is { CustomStatus: { ValueKind: JsonValueKind.String } found } && found.GetString() == status);

    protected static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition()) await Task.Delay(10, patience.Token);
    }
}

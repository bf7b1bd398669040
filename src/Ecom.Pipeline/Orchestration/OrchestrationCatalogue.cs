namespace Ecom.Pipeline.Orchestration;

/// <summary>
/// The orchestrations and activities a host can run, by name. One place says what exists; the local engine runs from it, and a test holds
/// the Functions app against it.
/// </summary>
public sealed class OrchestrationCatalogue
{
    private readonly Dictionary<string, OrchestrationEntry> _orchestrations = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ActivityEntry> _activities = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, OrchestrationEntry> Orchestrations => _orchestrations;
    public IReadOnlyDictionary<string, ActivityEntry> Activities => _activities;

    /// <summary>Takes over an entry of another catalogue, wrapped or as it is.</summary>
    public OrchestrationCatalogue Add(OrchestrationEntry entry)
    {
        _orchestrations.Add(entry.Name, entry);
        return this;
    }

    /// <inheritdoc cref="Add(OrchestrationEntry)"/>
    public OrchestrationCatalogue Add(ActivityEntry entry)
    {
        _activities.Add(entry.Name, entry);
        return this;
    }

    public OrchestrationCatalogue AddOrchestration<TInput, TOutput>(string name, Func<IOrchestration<TInput, TOutput>> create)
    {
        _orchestrations.Add(name, new OrchestrationEntry(
            name, typeof(TInput), typeof(TOutput),
            async (context, input) => await create().RunAsync(context, (TInput)input!)));
        return this;
    }

    public OrchestrationCatalogue AddActivity<TInput, TOutput>(string name, Func<IServiceProvider, IActivity<TInput, TOutput>> create)
    {
        _activities.Add(name, new ActivityEntry(
            name, typeof(TInput), typeof(TOutput),
            async (services, input, cancellation) => await create(services).RunAsync((TInput)input!, cancellation)));
        return this;
    }
}

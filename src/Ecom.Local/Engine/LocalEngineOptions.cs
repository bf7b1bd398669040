namespace Ecom.Local.Engine;

/// <summary>Settings of the local durable engine.</summary>
public sealed record LocalEngineOptions
{
    /// <summary>The SQLite file; made with its folder where missing. One process at a time.</summary>
    public required string JournalPath { get; init; }

    /// <summary>Version given to instances started from now on; running ones keep theirs.</summary>
    public string Version { get; init; } = "1";

    /// <summary>Activities that run at the same time, over all instances.</summary>
    public int MaximumParallelActivities { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Tighter bounds for activities by name.</summary>
    public IReadOnlyDictionary<string, int> ActivityLimits { get; init; } = new Dictionary<string, int>();

    /// <summary>For crash tests; armed from the environment unless a test brings its own.</summary>
    internal JournalFault? Fault { get; init; } = JournalCrash.FromEnvironment();
}

using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json;
using Ecom.Domain;

namespace Ecom.Pipeline.Configuration;

/// <summary>How a refresh searches, trains and decides. Hashed into every version's lineage.</summary>
public sealed record RefreshOptions
{
    /// <summary>Model families that race unless others are named: each worth its seconds on any shop.</summary>
    public static IReadOnlyList<string> DefaultModels { get; } = ["popularity", "itemknn", "ease"];

    public static IReadOnlyList<string> DefaultAugmenters { get; } = ["none", "balance", "vae"];

    /// <summary>Model families that race; null: <see cref="DefaultModels"/>. (A list with a default would be added to, not replaced, by configuration.)</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>Augmenters each family is trained with; null: <see cref="DefaultAugmenters"/>. <c>none</c> is always among them.</summary>
    public IReadOnlyList<string>? Augmenters { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>Trainer processes at a time.</summary>
    [Range(1, 64)]
    public int TrainerParallelism { get; init; } = 2;

    /// <summary>Threads of one trainer; capped, so that the host's own work is never starved.</summary>
    [Range(1, 64)]
    public int ThreadsPerTrainer { get; init; } = 1;

    /// <summary>Settings tried per candidate at most.</summary>
    [Range(1, 1000)]
    public int MaximumTrials { get; init; } = 8;

    /// <summary>Seconds of search per candidate at most.</summary>
    [Range(1, 86400)]
    public double BudgetSeconds { get; init; } = 300;

    /// <summary>Wall-clock ceiling of a refresh in seconds; what has not been trained by then is left out.</summary>
    [Range(10, 604800)]
    public double MaximumRefreshSeconds { get; init; } = 3600;

    /// <summary>Memory ceiling of one trainer in bytes; a model estimated above it is left out.</summary>
    [Range(1L << 26, 1L << 42)]
    public long MemoryLimitBytes { get; init; } = 4L << 30;

    /// <summary>Relative loss of NDCG@20 that still counts as not worse.</summary>
    [Range(0, 0.5)]
    public double Tolerance { get; init; } = 0.01;

    /// <summary>Family-wise error rate of a challenge.</summary>
    [Range(0.0001, 0.5)]
    public double Alpha { get; init; } = 0.05;

    /// <summary>How strongly each kind of event counts.</summary>
    public EventWeights Weights { get; init; } = EventWeights.Default;

    /// <summary>Shares of the time-ordered events that go into train, tune and gate; the rest is test.</summary>
    public double TrainShare { get; init; } = 0.7;
    public double TuneShare { get; init; } = 0.1;
    public double GateShare { get; init; } = 0.1;

    /// <summary>Each user's last items instead of a global time split: for data whose times mean little.</summary>
    public bool LeaveLastOut { get; init; }

    /// <summary>Memory of the in-process database that builds features and folds.</summary>
    public int DatabaseMegabytes { get; init; } = 768;

    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, PipelineJson.Options)));
}

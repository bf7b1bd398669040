namespace Ecom.Benchmarks.Serving;

/// <summary>What was measured of one model family.</summary>
internal sealed record LoadRow
{
    public required string Family { get; init; }

    /// <summary>From the start of the process to the first answered recommendation.</summary>
    public required double FirstAnswerSeconds { get; init; }

    /// <summary>Closed loop, in the first turn after the start.</summary>
    public required double ColdRequestsPerSecond { get; init; }

    /// <summary>Closed loop once the host is warm, one figure a round.</summary>
    public required IReadOnlyList<double> RequestsPerSecond { get; init; }

    /// <summary>The same with the stored list, in turns with the former.</summary>
    public required IReadOnlyList<double> StoredPerSecond { get; init; }

    /// <summary>Median, smallest and largest over the rounds of model by stored list of the same round.</summary>
    public IReadOnlyList<double> Ratio
    {
        get
        {
            var sorted = RequestsPerSecond.Zip(StoredPerSecond, (m, s) => m / s).Order().ToArray();
            return [sorted[sorted.Length / 2], sorted[0], sorted[^1]];
        }
    }

    /// <summary>Open loop at half of the median of <see cref="RequestsPerSecond"/>.</summary>
    public required double HalfLoad { get; init; }

    /// <summary>Of the lists at half load.</summary>
    public required IReadOnlyDictionary<string, double> LatencyMilliseconds { get; init; }

    /// <summary>The 99th percentile in each sixth of the half load, one after another.</summary>
    public required IReadOnlyList<double> P99ByPart { get; init; }

    /// <summary>Of feedback, which is durable before it is answered.</summary>
    public required IReadOnlyDictionary<string, double> WriteLatencyMilliseconds { get; init; }

    /// <summary>Answers without success over everything.</summary>
    public required int Failed { get; init; }

    /// <summary>Private memory of the host while the half load ran, every five seconds.</summary>
    public required IReadOnlyList<double> PrivateMegabytes { get; init; }

    /// <summary>The same before and after the half load, once nothing but what is in use was left.</summary>
    public required IReadOnlyList<double> CollectedMegabytes { get; init; }

    /// <summary>Collections during the half load: of generation 0, 1 and 2, the later ones counted among the earlier.</summary>
    public required IReadOnlyList<int> Collections { get; init; }

    /// <summary>The host stood still for them so long in all.</summary>
    public required double PauseMilliseconds { get; init; }

    /// <summary>The managed memory in use then.</summary>
    public required IReadOnlyList<double> LiveMegabytes { get; init; }
}

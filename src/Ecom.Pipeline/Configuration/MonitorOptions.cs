using System.ComponentModel.DataAnnotations;

namespace Ecom.Pipeline.Configuration;

/// <summary>When a refresh starts by itself, and what is kept afterwards.</summary>
public sealed record MonitorOptions
{
    /// <summary>A changed dataset is refreshed once nothing has changed for this long.</summary>
    public TimeSpan QuietPeriod { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>… or once the first change has waited for this long.</summary>
    public TimeSpan MaximumWait { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>New feedback events that start a refresh; 0: never.</summary>
    [Range(0, int.MaxValue)]
    public int FeedbackThreshold { get; init; } = 10_000;

    /// <summary>
    /// Population stability index of the demand in new feedback against the served model's from which a challenge starts before there is enough feedback for a
    /// refresh; 0: never. By its common reading 0.1 is some shift, 0.25 another population.
    /// </summary>
    [Range(0, 100)]
    public double DriftThreshold { get; init; } = 0.25;

    /// <summary>New feedback events below which drift is not believed.</summary>
    [Range(1, int.MaxValue)]
    public int DriftMinimumEvents { get; init; } = 1000;

    /// <summary>NCRONTAB expression (five or six fields, UTC) of the scheduled challenge; empty: none.</summary>
    public string Schedule { get; init; } = "0 30 3 * * *";

    /// <summary>Model versions kept besides the served one and the one before it.</summary>
    [Range(1, 1000)]
    public int KeepVersions { get; init; } = 5;

    /// <summary>Runs whose artefacts are kept. A run's report stays.</summary>
    [Range(1, 1000)]
    public int KeepRuns { get; init; } = 3;
}

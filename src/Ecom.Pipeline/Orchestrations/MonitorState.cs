using System.Globalization;
using Ecom.Pipeline.Runs;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>What the monitor carries from one execution to the next, and when it finds a refresh due.</summary>
public sealed record MonitorState
{
    public required string Shop { get; init; }

    /// <summary>The first change of the dataset that no refresh has read, or null.</summary>
    public DateTime? FirstChange { get; init; }

    /// <summary>The latest such change.</summary>
    public DateTime? LatestChange { get; init; }

    /// <summary>The dataset version the last refresh read; announcements up to it are old news.</summary>
    public int RefreshedVersion { get; init; }

    /// <summary>Feedback events that the last refreshed dataset does not have.</summary>
    public long Feedback { get; init; }

    /// <summary>How far that feedback's demand is from the served model's: population stability index.</summary>
    public double Drift { get; init; }

    /// <summary>A manual or scheduled request that waits. Requests that come while one waits join it.</summary>
    public RefreshRequest? Request { get; init; }

    /// <summary>The last run started. A request for it that arrives again (its sender died before it knew) is answered already.</summary>
    public string? LastRunId { get; init; }

    /// <summary>When the pending changes become due, or null where there are none.</summary>
    public DateTime? DueAt(MonitorSettings settings)
    {
        if (FirstChange is not { } first || LatestChange is not { } latest) return null;
        var quiet = latest + settings.QuietPeriod;
        var longest = first + settings.MaximumWait;
        return quiet < longest ? quiet : longest;
    }

    /// <summary>The refresh that is due now, or null. A request goes before everything else.</summary>
    public (RunKind Kind, string Reason)? Due(MonitorSettings settings, DateTime now)
    {
        if (Request is { } request) return (request.Kind, request.Reason);
        if (settings.FeedbackThreshold > 0 && Feedback >= settings.FeedbackThreshold)
            return (RunKind.Refresh, $"{Feedback} new feedback events");
        // The demand has moved, so another recipe may do better by now: all of them are compared.
        if (settings.DriftThreshold > 0 && Feedback >= settings.DriftMinimumEvents && Drift >= settings.DriftThreshold)
            return (RunKind.Challenge, string.Create(CultureInfo.InvariantCulture, $"demand has drifted: stability index {Drift:0.00} over {Feedback} new events"));
        if (DueAt(settings) is { } due && due <= now) return (RunKind.Challenge, "the dataset changed");
        return null;
    }

    public MonitorState Changed(int version, DateTime now) => version <= RefreshedVersion
        ? this
        : this with { FirstChange = FirstChange ?? now, LatestChange = now };

    public MonitorState Counted(FeedbackCount count) => count.DatasetVersion < RefreshedVersion ? this : this with { Feedback = count.Events, Drift = count.Drift };

    public MonitorState Requested(RefreshRequest request) =>
        Request is null && request.RunId != LastRunId ? this with { Request = request } : this;

    public MonitorState Refreshed(string runId, int version) =>
        new() { Shop = Shop, LastRunId = runId, RefreshedVersion = Math.Max(version, RefreshedVersion) };
}

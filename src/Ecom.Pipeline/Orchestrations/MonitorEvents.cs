namespace Ecom.Pipeline.Orchestrations;

/// <summary>External events the monitor listens to.</summary>
public static class MonitorEvents
{
    /// <summary>A new dataset version; payload: its number.</summary>
    public const string DatasetChanged = "DatasetChanged";

    /// <summary>Payload: a <see cref="RefreshRequest"/>.</summary>
    public const string RefreshRequested = "RefreshRequested";

    /// <summary>Payload: a <see cref="FeedbackCount"/>.</summary>
    public const string FeedbackCounted = "FeedbackCounted";
}

namespace Ecom.Pipeline.Orchestrations;

/// <summary>The monitor's settings as of now; read by an activity, so that replay sees what the first execution saw.</summary>
public sealed record MonitorSettings(
    TimeSpan QuietPeriod, TimeSpan MaximumWait, int FeedbackThreshold, double DriftThreshold = 0, int DriftMinimumEvents = 0);

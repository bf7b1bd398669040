namespace Ecom.Pipeline.Orchestrations;

/// <summary>How much feedback waits, and how far it is from what the served model was trained on.</summary>
/// <param name="DatasetVersion">The dataset it was counted against; a count against one older than the last refresh is old news.</param>
/// <param name="Events">Distinct events in the log that this dataset does not have.</param>
/// <param name="Drift">Population stability index of its demand against the served model's.</param>
public sealed record FeedbackCount(int DatasetVersion, long Events, double Drift = 0);

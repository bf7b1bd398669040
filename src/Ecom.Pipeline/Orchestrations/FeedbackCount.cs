namespace Ecom.Pipeline.Orchestrations;

/// <summary>How much feedback waits.</summary>
/// <param name="DatasetVersion">The dataset it was counted against; a count against one older than the last refresh is old news.</param>
/// <param name="Events">Distinct events in the log that this dataset does not have.</param>
public sealed record FeedbackCount(int DatasetVersion, long Events);

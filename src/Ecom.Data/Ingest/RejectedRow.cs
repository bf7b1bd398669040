namespace Ecom.Data.Ingest;

/// <summary>One row of the quarantine.</summary>
/// <param name="Record">The one-based record number in the file; the header and blank lines do not count.</param>
/// <param name="Line">The one-based physical line, where the record could not be parsed.</param>
/// <param name="Reason">The reason's name in the ledger.</param>
/// <param name="Text">The raw text, where the record could not be parsed.</param>
/// <param name="Error">What the parser said, likewise.</param>
/// <param name="Row">The columns as JSON, where the record could be parsed.</param>
public sealed record RejectedRow(long Record, long? Line, string Reason, string? Text, string? Error, string? Row);

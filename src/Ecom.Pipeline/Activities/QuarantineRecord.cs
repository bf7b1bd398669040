namespace Ecom.Pipeline.Activities;

/// <summary>Why a dump lies in quarantine.</summary>
public sealed record QuarantineRecord(string Path, string Sha256, string Reason, DateTimeOffset At);

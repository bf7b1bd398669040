namespace Ecom.Local.Engine;

/// <summary>A decision whose outcome has not been delivered.</summary>
internal sealed record PendingCall(HistoryEvent Decision)
{
    public TaskCompletionSource<string?> Source { get; } = new();
}

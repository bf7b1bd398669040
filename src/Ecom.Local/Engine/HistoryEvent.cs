namespace Ecom.Local.Engine;

/// <summary>One row of an instance's history.</summary>
internal sealed record HistoryEvent(HistoryKind Kind)
{
    /// <summary>Position in the instance's history, from 1; 0 until it has one.</summary>
    public long Sequence { get; init; }

    /// <summary>The call decided or completed, numbered from 0 in program order; -1 where it is about none.</summary>
    public int Call { get; init; } = -1;

    /// <summary>Step, event or exception type.</summary>
    public string? Name { get; init; }

    /// <summary>Hash of a decision's input: what replay is held against.</summary>
    public string? Hash { get; init; }

    /// <summary>JSON of an input, result or event; the message of a failure; the reason of a termination.</summary>
    public string? Payload { get; init; }

    /// <summary>The other instance of a child or a sent event.</summary>
    public string? Target { get; init; }

    /// <summary>UTC ticks: when it came in, or when a timer is due.</summary>
    public long Time { get; init; }

    public bool IsDecision => Kind >= HistoryKind.ActivityScheduled;
}

namespace Ecom.Data.Ingest;

/// <summary>The account of one dump; stored as <c>ledger.json</c>. <see cref="RowsIn"/> = <see cref="Accepted"/> + the sum of <see cref="Rejected"/>.</summary>
public sealed record Ledger
{
    public int Schema { get; init; } = 1;
    public required string Source { get; init; }
    public required DumpKind Kind { get; init; }

    /// <summary>Records of the file, header and blank lines not counted.</summary>
    public required long RowsIn { get; init; }

    public required long Accepted { get; init; }

    /// <summary>Rejected rows by first failing reason, in the order of the reasons; reasons without rows are absent.</summary>
    public required IReadOnlyDictionary<RejectionReason, long> Rejected { get; init; }

    /// <summary>Accepted rows without a user, kept as baskets by session or invoice.</summary>
    public long AnonymousBasketRows { get; init; }

    /// <summary>Accepted purchase lines whose quantity a later cancellation reduced.</summary>
    public long PartlyCancelledRows { get; init; }

    /// <summary>Cancellations of which some quantity found no earlier line in this dump.</summary>
    public long UnmatchedCancellations { get; init; }

    /// <summary>Blank lines, skipped.</summary>
    public long BlankLines { get; init; }

    /// <summary>Distinct users among the accepted rows.</summary>
    public long Users { get; init; }

    /// <summary>Distinct products among the accepted rows.</summary>
    public long Items { get; init; }

    /// <summary>Products written, read or derived.</summary>
    public long Products { get; init; }

    /// <summary>Accepted events by kind.</summary>
    public IReadOnlyDictionary<string, long> Kinds { get; init; } = new Dictionary<string, long>();

    /// <summary>The mapping the file was read with.</summary>
    public required DumpMapping Mapping { get; init; }
}

namespace Ecom.Data.Demo;

/// <summary>The size of a generated shop. The same options give the same rows.</summary>
public sealed record DemoShopOptions
{
    public int Seed { get; init; } = 1;
    public int Users { get; init; } = 2000;
    public int Items { get; init; } = 500;
    public int Days { get; init; } = 180;

    /// <summary>The day after the last one with events, UTC.</summary>
    public DateTimeOffset End { get; init; } = new(2025, 7, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Mean number of sessions a customer has over all days; the middle customer has far fewer.</summary>
    public double SessionsPerUser { get; init; } = 7;

    /// <summary>Share of sessions without a known customer.</summary>
    public double AnonymousShare { get; init; } = 0.15;

    /// <summary>Whether to add the faults real dumps have, so that a ledger has something to show.</summary>
    public bool Dirt { get; init; } = true;
}

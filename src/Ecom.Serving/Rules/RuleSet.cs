namespace Ecom.Serving.Rules;

/// <summary>What the shop wants of its lists beside what the model says. Stored with a version; every list names the version that shaped it.</summary>
public sealed record RuleSet
{
    /// <summary>Counts up with every change; 0 before the first.</summary>
    public int Version { get; init; }

    public IReadOnlyList<PinRule> Pins { get; init; } = [];

    /// <summary>Raises and lowers; several that fit one product multiply.</summary>
    public IReadOnlyList<BoostRule> Boosts { get; init; } = [];

    public IReadOnlyList<CapRule> Caps { get; init; } = [];

    /// <summary>Categories (and those below) whose products are bought again and again: having them does not take them out of a list.</summary>
    public IReadOnlyList<string> RepeatCategories { get; init; } = [];

    /// <summary>Maximal marginal relevance: 0 is by score alone; at 1 likeness to what is already in the list counts as much as the score.</summary>
    public double Diversity { get; init; }

    /// <summary>How much a product that was put this moment is raised, as a share of the best score; halves every <see cref="FreshnessDays"/>. Products of the model's own catalogue are not fresh.</summary>
    public double Freshness { get; init; }

    public double FreshnessDays { get; init; } = 7;

    /// <summary>Share of a list's places, up to a half, that new products get to be tried in, whatever their score.</summary>
    public double Exploration { get; init; }

    public static RuleSet None { get; } = new();

    internal bool ChangesOrder => Pins.Count > 0 || Boosts.Count > 0 || Caps.Count > 0 || Diversity > 0 || Freshness > 0 || Exploration > 0;
}

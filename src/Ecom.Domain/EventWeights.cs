namespace Ecom.Domain;

/// <summary>
/// How strongly one event of each kind counts as implicit feedback (Hu, Koren, Volinsky 2008: confidence weights).
/// A weight of zero leaves the kind out of the interactions. A rating counts as its weight when it is at least
/// <see cref="PositiveRating"/> and is left out otherwise.
/// </summary>
public sealed record EventWeights
{
    public static EventWeights Default { get; } = new();

    public float View { get; init; } = 1;
    public float Search { get; init; }
    public float Click { get; init; } = 1;
    public float Cart { get; init; } = 2;
    public float Purchase { get; init; } = 3;
    public float Rating { get; init; } = 3;
    public float Like { get; init; } = 2;

    /// <summary>The smallest rating value that counts as a positive interaction.</summary>
    public double PositiveRating { get; init; }

    /// <summary>The weight of one event; zero for kinds that say nothing positive about the item.</summary>
    public float Of(EventKind kind, double? value = null) => kind switch
    {
        EventKind.View => View,
        EventKind.Search => Search,
        EventKind.Click => Click,
        EventKind.Cart => Cart,
        EventKind.Purchase => Purchase,
        EventKind.Rating => value is null || value >= PositiveRating ? Rating : 0,
        EventKind.Like => Like,
        _ => 0,
    };
}

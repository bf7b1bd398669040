namespace Ecom.Augmentation.Balance;

/// <summary>How negatives are drawn. <see cref="Uniform"/>: all items alike. <see cref="Popularity"/>: in proportion to popularity^α (Mikolov et al.
/// 2013). <see cref="Hard"/>: of a pool drawn by popularity, the one closest to the user's history (dynamic negative sampling; Zhang et al. 2013).</summary>
public enum NegativeSampling
{
    Uniform,
    Popularity,
    Hard,
}

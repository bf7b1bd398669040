namespace Ecom.Augmentation.Balance;

/// <summary>How negatives are drawn. <see cref="Uniform"/>: all items alike. <see cref="Popularity"/>: in proportion to popularity^α (Mikolov et al.
/// 2013). <see cref="Hard"/>: of a pool drawn by popularity, the one closest to the user's history (dynamic negative sampling; Zhang et al. 2013). <see cref="Batch"/>: what other
/// users of a random batch touched, weighted so that all items count alike in expectation (Yi et al. 2019 correct a softmax for the same bias).</summary>
public enum NegativeSampling
{
    Uniform,
    Popularity,
    Hard,
    Batch,
}

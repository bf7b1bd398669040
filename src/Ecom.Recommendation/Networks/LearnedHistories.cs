using Ecom.Domain;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Networks;

/// <summary>The users × items a network learns from.</summary>
public static class LearnedHistories
{
    /// <summary>Observed histories with an augmenter's completions merged in and its generated users below.</summary>
    public static Interactions Of(TrainingData data)
    {
        if (data.Generated is not { } generated) return data.Observed;
        var (observed, extra) = (data.Observed, generated.UserCount - data.Observed.UserCount);
        return Interactions.Merge(
            extra > 0 ? Interactions.Stack(observed, Interactions.Empty(extra, observed.ItemCount)) : observed, generated);
    }
}

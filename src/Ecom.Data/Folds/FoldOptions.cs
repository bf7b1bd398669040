using Ecom.Domain;

namespace Ecom.Data.Folds;

/// <summary>How large the folds are.</summary>
public sealed record FoldOptions
{
    public static FoldOptions Default { get; } = new();

    public FoldMode Mode { get; init; } = FoldMode.GlobalTime;

    /// <summary>Share of the customers' interactions, oldest first; the four add up to one. Interactions of one second stay together.</summary>
    public double Train { get; init; } = 0.7;
    public double Tune { get; init; } = 0.1;
    public double Gate { get; init; } = 0.1;
    public double Test { get; init; } = 0.1;

    /// <exception cref="InputException">A share is negative, train is zero, or they do not add up to one.</exception>
    public void Validate()
    {
        if (!(Train > 0 && Tune >= 0 && Gate >= 0 && Test >= 0) || Math.Abs(Train + Tune + Gate + Test - 1) > 1e-6)
            throw new InputException($"The folds {Train}, {Tune}, {Gate}, {Test} must not be negative, and add up to 1 with some of it for train.");
    }
}

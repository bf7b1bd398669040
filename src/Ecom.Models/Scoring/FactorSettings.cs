namespace Ecom.Models.Scoring;

/// <summary>What a factor scorer needs besides its arrays.</summary>
/// <param name="FoldIn">How the user's vector comes about.</param>
/// <param name="Profile">How history items are weighted.</param>
/// <param name="Alpha">Ridge: the weight of an unobserved pair.</param>
/// <param name="Lambda">Ridge and pairwise: regularisation.</param>
/// <param name="Nu">Ridge: its exponent of frequency.</param>
public sealed record FactorSettings(FoldIn FoldIn, ProfileWeighting Profile, float Alpha = 0, float Lambda = 0, float Nu = 0)
{
    public static FactorSettings From(Parameters parameters) => new(
        (FoldIn)(int)parameters.Number("foldIn", 0), ProfileWeighting.From(parameters), (float)parameters.Number("alpha", 0),
        (float)parameters.Number("lambda", 0), (float)parameters.Number("nu", 0));

    public Parameters ToParameters() =>
        Profile.ToParameters().With("foldIn", (int)FoldIn).With("alpha", Alpha).With("lambda", Lambda).With("nu", Nu);
}

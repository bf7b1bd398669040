namespace Ecom.Models.Scoring;

/// <summary>How rows near a history are found and how they vote.</summary>
/// <param name="Neighbours">Rows that vote.</param>
/// <param name="Shrink">Added to the cosine's denominator.</param>
/// <param name="Profile">How the history's items are weighted.</param>
/// <param name="HalfLifeDays">A row's vote halves with its age against the history's end; 0 forgets nothing (STAN's λ₂).</param>
/// <param name="Reach">How fast votes for items far from the shared ones fade, in positions; 0 for no fading (STAN's λ₃).</param>
/// <param name="Idf">Whether rarer items say more about likeness: the cosine is taken between TF-IDF vectors.</param>
/// <param name="VoteIdf">Whether rarer items get stronger votes.</param>
/// <param name="Asymmetry">Share of the history's length in the denominator, 0 to 1; .5 is the cosine (asymmetric cosine, Aiolli 2013).</param>
/// <param name="Amplification">Likeness is raised to this power before it votes (case amplification, Breese et al. 1998).</param>
public sealed record NeighbourSettings(
    int Neighbours, float Shrink, ProfileWeighting Profile, float HalfLifeDays = 0, float Reach = 0, bool Idf = false, bool VoteIdf = false,
    float Asymmetry = .5f, float Amplification = 1)
{
    public static NeighbourSettings From(Parameters parameters) => new(
        (int)parameters.Number("neighbours", 100), (float)parameters.Number("shrink", 0), ProfileWeighting.From(parameters),
        (float)parameters.Number("halfLife", 0), (float)parameters.Number("reach", 0), parameters.Number("idf", 0) > 0,
        parameters.Number("voteIdf", 0) > 0, (float)parameters.Number("asymmetry", .5), (float)parameters.Number("amplification", 1));

    public Parameters ToParameters() => Profile.ToParameters()
        .With("neighbours", Neighbours).With("shrink", Shrink).With("halfLife", HalfLifeDays).With("reach", Reach).With("idf", Idf ? 1 : 0)
        .With("voteIdf", VoteIdf ? 1 : 0).With("asymmetry", Asymmetry).With("amplification", Amplification);
}

namespace Ecom.Pipeline.Gate;

/// <summary>A recipe as the gate sees it: fitted on the train fold, measured on the gate fold.</summary>
/// <param name="Name">The job's name.</param>
/// <param name="Model">Model family.</param>
/// <param name="Augment">Augmenter; <c>none</c> for the unaugmented twin.</param>
/// <param name="Recipe">Family, augmenter and settings as one text: equal texts are one recipe.</param>
/// <param name="Ndcg">NDCG@20 per gate user; the same users in the same order for every candidate.</param>
/// <param name="Coverage">Share of the catalogue in anybody's first 20.</param>
public sealed record GateCandidate(
    string Name, string Model, string Augment, string Recipe, float[] Ndcg, double Coverage)
{
    public const string Unaugmented = "none";

    public bool Augmented => Augment != Unaugmented;

    public double Mean => Ndcg.Length == 0 ? 0 : Ndcg.Average(v => (double)v);
}

using Ecom.Evaluation.Statistics;

namespace Ecom.Local.Bench;

/// <summary>One model with one augmentation on one cut, averaged over seeds.</summary>
/// <param name="Cut">Interactions a cut user kept; 0: nobody was cut.</param>
/// <param name="Model">The base model.</param>
/// <param name="Augment">The augmentation.</param>
/// <param name="Seeds">Seeds measured so far.</param>
/// <param name="Users">Users compared: the cut ones, or all where nobody was cut.</param>
/// <param name="Ndcg">NDCG@20, a mean over seeds per user and then over users.</param>
/// <param name="VersusTwin">Against the same model without augmentation, tuned alike; null for that itself.</param>
/// <param name="VersusBest">Against the best model without augmentation; null for that itself.</param>
/// <param name="VersusGenerator">Against the generator of the same name used as the recommender; null where it was not among the models.</param>
public sealed record LightRow(
    int Cut, string Model, string Augment, int Seeds, int Users, double Ndcg, PairedComparison? VersusTwin, PairedComparison? VersusBest,
    PairedComparison? VersusGenerator);

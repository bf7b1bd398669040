using Ecom.Models;

namespace Ecom.Local.Bench;

/// <summary>One attacked generator.</summary>
/// <param name="Augment">The augmentation whose generator it is.</param>
/// <param name="Epsilon">What it may spend; null: it does not learn under differential privacy.</param>
/// <param name="Parameters">Its settings.</param>
/// <param name="Figures">Of its fit (with what was spent), and of the attacks: area under the ROC curve and true positives at 1 % false positives, each with the ends of its 95 % interval.</param>
/// <param name="Seconds">All generators fitted and asked.</param>
public sealed record MembershipRow(string Augment, double? Epsilon, Parameters Parameters, IReadOnlyDictionary<string, double> Figures, double Seconds);

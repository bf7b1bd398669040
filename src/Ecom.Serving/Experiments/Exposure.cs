namespace Ecom.Serving.Experiments;

/// <summary>A list shown to a customer of an experiment, as logged.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="User">Hash of the customer (<see cref="Assignment.Hash"/>).</param>
/// <param name="Arm">The customer's arm.</param>
/// <param name="ListId">The list.</param>
/// <param name="Version">The model that made it.</param>
/// <param name="Items">Its items, best first.</param>
/// <param name="Explored">Places drawn by chance, with what is needed to judge another way of filling them; null for none.</param>
public sealed record Exposure(
    DateTimeOffset Time, string User, string Arm, string ListId, string Version, IReadOnlyList<string> Items, IReadOnlyList<ExploredPlace>? Explored = null);

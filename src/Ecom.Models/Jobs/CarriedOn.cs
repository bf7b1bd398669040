namespace Ecom.Models.Jobs;

/// <summary>What a served model was carried on with, instead of being fitted anew.</summary>
/// <param name="Users">Rows with pairs that it did not know: customers, and anonymous baskets.</param>
/// <param name="Items">Items it did not know.</param>
/// <param name="Pairs">Pairs it did not know.</param>
/// <param name="SeenGate">Whether the model, carried on or not, knows pairs of the gate fold: then what is measured there says that it is sound, not how good it is.</param>
public sealed record CarriedOn(int Users, int Items, int Pairs, bool SeenGate);

namespace Ecom.Trainer.Relevance;

/// <summary>A query with the products judged for it.</summary>
/// <param name="Number">Its place among all queries.</param>
/// <param name="Text">As written.</param>
/// <param name="Relevance">By product, in the grades of its source.</param>
/// <param name="Features">What a ranker sees of the products where the query is written so; [products × features].</param>
internal sealed record JudgedQuery(int Number, string Text, double[] Relevance, Func<string, float[]> Features);

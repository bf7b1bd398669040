using Ecom.Search.Learning;

namespace Ecom.Trainer.Relevance;

/// <summary>A query with the products judged for it.</summary>
/// <param name="Number">By first appearance.</param>
/// <param name="Text">As written.</param>
/// <param name="Rows">The products' rows in the file.</param>
/// <param name="Documents">Their texts.</param>
/// <param name="Relevance">1 to 4.</param>
internal sealed record JudgedQuery(int Number, string Text, int[] Rows, RelevanceDocument[] Documents, double[] Relevance);

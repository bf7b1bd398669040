namespace Ecom.Data.Datasets;

/// <summary>The size of one fold: user–item pairs and the users that have any.</summary>
public sealed record FoldSize(long Pairs, int Users);

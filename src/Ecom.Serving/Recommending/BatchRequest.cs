namespace Ecom.Serving.Recommending;

/// <summary>Recommendations for many customers: what all of the lists may show.</summary>
public sealed class BatchRequest : ListRequest;

using System.ComponentModel.DataAnnotations;

namespace Ecom.Serving.Searching;

/// <summary>How much a product's place in a search is raised by what is not text, as a share of its text score.</summary>
public sealed class SearchWeights
{
    /// <summary>At most, for the category the query is about.</summary>
    [Range(0, 10)]
    public double Category { get; set; } = .2;

    /// <summary>At most, for the most popular of the matches.</summary>
    [Range(0, 10)]
    public double Popularity { get; set; } = .1;

    /// <summary>At most, for what fits the customer's taste best.</summary>
    [Range(0, 10)]
    public double Taste { get; set; } = .4;
}

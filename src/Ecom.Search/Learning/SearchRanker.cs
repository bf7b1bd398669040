using Ecom.Domain;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Search.Learning;

/// <summary>Orders the best matches of a query by boosted trees (LambdaMART, Burges 2010). Immutable; safe for concurrent use.</summary>
public sealed class SearchRanker(CandidateFeatures features, TreeEnsemble trees)
{
    /// <summary>The best matches by the index's score that are ordered anew, in training as in serving: customers hardly look further, and each costs.</summary>
    public const int Depth = 100;

    /// <param name="folder">Of a stored ranker.</param>
    /// <param name="features">Of the catalogue it is for.</param>
    /// <exception cref="InputException">The folder holds no ranker this build can evaluate, or a damaged one.</exception>
    public static SearchRanker Open(string folder, CandidateFeatures features)
    {
        var path = Path.Combine(folder, SearchRankerHeader.FileName);
        var header = AtomicFile.ReadJson<SearchRankerHeader>(path);
        if (header.Format != SearchRankerHeader.CurrentFormat)
            throw new InputException(path, null, $"format {header.Format} is not supported; this build reads format {SearchRankerHeader.CurrentFormat}.");
        if (!header.Features.SequenceEqual(CandidateFeatures.Names))
            throw new InputException(path, null, "the ranker was trained on other features than this build computes; train it again.");
        using var sections = new SectionReader(folder, header.Sections);
        return new SearchRanker(features, TreeSections.Read(sections, CandidateFeatures.Count, path));
    }

    /// <param name="folder">Existing and empty. The header is written last: a folder without one is unfinished.</param>
    /// <param name="trees">Over <see cref="CandidateFeatures"/>.</param>
    public static void Write(string folder, TreeEnsemble trees)
    {
        var writer = new SectionWriter(folder);
        TreeSections.Write(writer, trees);
        AtomicFile.WriteJson(
            Path.Combine(folder, SearchRankerHeader.FileName), new SearchRankerHeader { Features = CandidateFeatures.Names, Sections = writer.Sections });
    }

    /// <param name="query">As it was understood, misspelt words corrected.</param>
    /// <param name="candidates">The best matches; <see cref="Depth"/> at most were seen in training.</param>
    /// <returns>By candidate; scores compare within one query only.</returns>
    public float[] Score(string query, IReadOnlyList<SearchCandidate> candidates)
    {
        var values = features.Of(query, candidates);
        var scores = new float[candidates.Count];
        for (var i = 0; i < scores.Length; i++) scores[i] = trees.Score(values.AsSpan(i * CandidateFeatures.Count, CandidateFeatures.Count));
        return scores;
    }
}

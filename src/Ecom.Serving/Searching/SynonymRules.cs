namespace Ecom.Serving.Searching;

/// <summary>The shop's synonyms.</summary>
/// <param name="Rules">
/// One a line of a synonyms file: <c>sofa, couch, settee</c> (each finds all) or <c>telly =&gt; television</c> (the left finds the right too); <c>#</c> begins a comment.
/// </param>
public sealed record SynonymRules(IReadOnlyList<string> Rules);

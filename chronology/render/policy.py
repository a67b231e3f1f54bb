"""What a page's Content-Security-Policy allows: files of this site, and nothing that stands in a page itself."""

_ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
POLICY = "; ".join(f"{directive} {sources}" for directive, sources in _ALLOWED.items())
"""The policy of every page: the same on all, because instant navigation swaps pages under the policy of the first.

What is not named falls back to `default-src`: no frames, objects, media, manifests. Pagefind runs WebAssembly in a worker, or in the page where
there are no workers. The styles hold icons as `data:` addresses. `frame-ancestors` cannot stand in a page, only in a header.
"""
